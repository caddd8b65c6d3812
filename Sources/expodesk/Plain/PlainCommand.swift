// The commands of the console for screen readers: words in both languages, whichever it speaks.

import Domain
import Screens

/// What a line may begin with.
enum PlainCommand: CaseIterable {
    case register, checkIn, find, more, show, qr, edit, cancel, undo, stats, sync, help, leave

    private var korean: String {
        switch self {
        case .register: "등록"
        case .checkIn: "체크인"
        case .find: "찾기"
        case .more: "더"
        case .show: "보기"
        case .qr: "QR"
        case .edit: "수정"
        case .cancel: "취소"
        case .undo: "되돌리기"
        case .stats: "현황"
        case .sync: "보내기"
        case .help: "도움말"
        case .leave: "나가기"
        }
    }

    private var english: String {
        switch self {
        case .register: "register"
        case .checkIn: "check-in"
        case .find: "find"
        case .more: "more"
        case .show: "show"
        case .qr: "qr"
        case .edit: "edit"
        case .cancel: "cancel"
        case .undo: "undo"
        case .stats: "dashboard"
        case .sync: "sync"
        case .help: "help"
        case .leave: "quit"
        }
    }

    func name(_ language: Language) -> String { language == .korean ? korean : english }

    /// By its name in either language, whatever its case.
    init?(_ word: String) {
        let word = word.lowercased()
        let aliases: [String: PlainCommand] = ["?": .help, "stats": .stats, "exit": .leave, "q": .leave, "/": .find]
        let found = Self.allCases.first { $0.korean.lowercased() == word || $0.english == word } ?? aliases[word]
        guard let found else { return nil }
        self = found
    }

    /// The name that a word is most like; nil where none is near.
    static func nearest(to word: String, _ language: Language) -> String? {
        NearestWord.of(word, in: allCases.map { $0.name(language) })
    }
}
