// The rows that an import refused, beside the list they are from.

public import Desk
import Domain

/// Writes refused rows to be mended and imported again.
public enum RefusedFile {
    /// What became of them.
    public enum Written: Hashable, Sendable {
        /// No row was refused.
        case nothing
        case at(String)
        case failed(PictureFault)

        public var path: String? { if case .at(let path) = self { path } else { nil } }
        public var fault: PictureFault? { if case .failed(let fault) = self { fault } else { nil } }
    }

    private static let ending = Localized(ko: "-거절", en: "-refused")
    private static let most = 999

    /// Never writes over a file that says something else: somebody may have mended it. The next free number is taken
    /// then, `명단-거절-2.csv`. It does not throw: people may be stored already, and that has to be told.
    /// - Parameter path: beside the list without one.
    public static func write(_ report: ImportReport, to path: String? = nil, _ words: Words) -> Written {
        guard report.counts.refused > 0 else { return .nothing }
        let bytes = RefusedRows.csv(report, reasonHeading: words.say(ImportRefusal.heading)) { refusals in
            refusals.map { words.refusal($0, in: report.form) }.joined(separator: " / ")
        }
        let (stem, kind) = path.map(split) ?? (stem(ofList: report.path, words), ".csv")
        do throws(PictureFault) {
            for number in 1...most {
                let name = number == 1 ? path ?? stem + kind : "\(stem)-\(number)\(kind)"
                if try PictureFile.writeNew(bytes, to: name) { return .at(name) }
            }
            return .failed(PictureFault(path: stem + kind, reason: words.everyNumberTaken))
        } catch {
            return .failed(error)
        }
    }

    /// `명단.xlsx` → `명단-거절`. A list of refused rows that has some refused again, `명단-거절-2.csv`, is called the same.
    private static func stem(ofList list: String, _ words: Words) -> String {
        let ending = words.say(ending)
        let stem = split(list).stem
        let unnumbered = stem.lastIndex(of: "-").flatMap { dash in
            Int(stem[stem.index(after: dash)...]).map { _ in String(stem[..<dash]) }
        }
        return [stem, unnumbered].compactMap(\.self).first { $0.hasSuffix(ending) } ?? stem + ending
    }

    /// `a/명단.csv` → `a/명단` and `.csv`.
    private static func split(_ path: String) -> (stem: String, kind: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return (path, "") }
        return (String(path.dropLast(name[dot...].count)), String(name[dot...]))
    }
}
