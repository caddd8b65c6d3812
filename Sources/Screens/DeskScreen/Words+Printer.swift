// The words for the printer, for F8 and the command line.

public import Printing

extension Words {
    public var printerLabel: String { say("프린터", "Printer") }

    /// `Zebra · 준비됨`.
    public func printer(_ reading: PrinterReading?) -> String {
        switch reading {
        case .none: say("인쇄 서비스가 답하지 않음", "the print service does not answer")
        case .noService: say("없음: 인쇄 서비스(CUPS)에 닿지 않음", "none: no print service (CUPS) is in reach")
        case .noPrinter:
            say(
                "기본 프린터 없음. lpadmin -d 이름 으로 정해 주세요.",
                "no standard printer: choose one with lpadmin -d NAME")
        case .missing(let name):
            say(
                "\(name) · 없는 프린터. lpadmin -d 이름 으로 다시 정해 주세요.",
                "\(name) · there is no such printer: choose another with lpadmin -d NAME")
        case .printer(let printer): self.printer(printer)
        }
    }

    private func printer(_ printer: Printer) -> String {
        let state =
            switch printer.state {
            case .idle: say("준비됨", "ready")
            case .processing: say("인쇄 중", "printing")
            case .stopped: say("멈춤", "stopped")
            }
        let words = uniqued(printer.reasons.map(printerReason))
        // What a person wrote says more than a keyword, and a stopped printer always has one.
        let why = printer.message.isEmpty || printer.state == .idle ? words : [printer.message]
        // F8 cuts what is too long for it, and anybody may have written the reason: it comes last.
        var parts = [printer.name, state]
        if printer.jobs > 0 {
            parts.append(say("\(count(printer.jobs))건 대기", "\(plural(printer.jobs, "job", "jobs")) waiting"))
        }
        if printer.state == .stopped { parts.append("cupsenable \(printer.name)") }
        if !printer.takesJobs {
            parts.append(say("인쇄를 받지 않음", "takes no jobs") + ", cupsaccept \(printer.name)")
        }
        return (parts + why).joined(separator: " · ")
    }

    /// - Parameter keyword: of RFC 8011 §5.4.12, or of CUPS; one that is not known here is shown as it is.
    private func printerReason(_ keyword: String) -> String {
        var cause = keyword
        for ending in ["-error", "-warning", "-report"] where cause.hasSuffix(ending) {
            cause.removeLast(ending.count)
        }
        return switch cause {
        case "media-empty", "media-needed": say("용지 없음", "out of paper")
        case "media-low": say("용지 부족", "paper is low")
        case "media-jam": say("용지 걸림", "paper jam")
        case "marker-supply-empty", "toner-empty": say("토너·잉크·리본 없음", "out of ink, toner or ribbon")
        case "marker-supply-low", "toner-low": say("토너·잉크·리본 부족", "ink, toner or ribbon is low")
        case "cover-open", "door-open": say("덮개 열림", "cover is open")
        case "paused", "moving-to-paused": say("일시 정지됨", "paused")
        case "offline", "shutdown": say("꺼져 있거나 연결되지 않음", "switched off or not connected")
        case "connecting-to-device", "timed-out": say("프린터에 연결 중", "connecting to the printer")
        default: keyword
        }
    }

    private func uniqued(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { kept, text in if !kept.contains(text) { kept.append(text) } }
    }
}
