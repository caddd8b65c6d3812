// What is wrong with the settings or the command line, and what to write instead.

import Domain
import Screens

extension Words {
    func error(_ error: ConfigurationError) -> String {
        switch error {
        case .file(let errors): self.errors(errors)
        case .badValue(let origin, let key, let value, let expected):
            place(origin, key) + ": " + self.expected(expected, value)
        case .notUTF8(let origin):
            say("\(name(origin)): UTF-8이 아닙니다. UTF-8로 적어 주세요.", "\(name(origin)) is not UTF-8. Write it in UTF-8.")
        case .unknownVariables(let names): names.map(unknownVariable).joined(separator: "\n")
        case .noHome:
            say(
                "데이터를 둘 곳이 없습니다. HOME이 비어 있으니 --data-dir로 폴더를 정해 주세요.",
                "There is nowhere to keep data: HOME is not set. Name a folder with --data-dir.")
        }
    }

    private func unknownVariable(_ name: String) -> String {
        let prefix = SettingKey.environmentPrefix
        // Without what they all begin with: else everything would be near to everything.
        let nearest = NearestWord.of(String(name.dropFirst(prefix.count)), in: SettingKey.allCases.map(\.rawValue))
        guard let right = nearest.flatMap(SettingKey.init(rawValue:))?.environmentName else {
            return say("\(name): 모르는 변수입니다. 지워 주세요 (unset).", "\(name): there is no such variable. Unset it.")
        }
        return say(
            "\(name): 모르는 변수입니다. 혹시 '\(right)'인가요?",
            "\(name): there is no such variable. Did you mean '\(right)'?")
    }

    private func expected(_ expected: ConfigurationError.Expected, _ value: String) -> String {
        switch expected {
        case .oneOf(let words): unknownWord(value, words, NearestWord.of(value, in: words))
        case .number(let range):
            say(
                "'\(value)': \(count(range.lowerBound))부터 \(count(range.upperBound))까지의 숫자를 적어 주세요.",
                "'\(value)': write a number from \(count(range.lowerBound)) to \(count(range.upperBound)).")
        case .flag: say("'\(value)': true나 false를 적어 주세요.", "'\(value)': write true or false.")
        }
    }

    private func place(_ origin: SettingOrigin, _ key: SettingKey) -> String {
        origin == .builtIn ? key.rawValue : name(origin)
    }

    /// Where a setting came from.
    func name(_ origin: SettingOrigin) -> String {
        switch origin {
        case .builtIn: say("기본값", "default")
        case .file(let path, let line): path + (line.map { ":\($0)" } ?? "")
        case .environment(let name), .option(let name): name
        }
    }

    func notUTF8(argument: String) -> String {
        say(
            "\(argument): UTF-8이 아닌 글자가 있습니다. 터미널을 UTF-8로 바꾸고 다시 적어 주세요.",
            "\(argument): there are bytes that are not UTF-8. Set the terminal to UTF-8 and write it again.")
    }

    var cannotPrint: String {
        say(
            "출력을 다 쓰지 못했습니다. 디스크나 받는 프로그램을 확인해 주세요.",
            "Not everything could be printed. Check the disk or the receiving program.")
    }
}
