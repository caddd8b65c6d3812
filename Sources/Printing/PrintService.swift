// Asking CUPS. Blocks as long as the network does: for a thread that has nothing else to do.

internal import CCUPS
internal import Glibc

/// The print service: CUPS on this computer, or wherever its client.conf(5) or `CUPS_SERVER` says.
public enum PrintService {
    private static let wanted: [StaticString] = [
        "printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs",
        "queued-job-count",
    ]

    /// The printer that prints unless another is named: `LPDEST`, `PRINTER`, the user's own or the service's choice, in
    /// that order, as every program of CUPS takes it.
    /// - Parameter milliseconds: how long to wait for the connection, and for each answer. Finding a server's address by
    ///   its name may take longer.
    public static func read(within milliseconds: Int) -> PrinterReading {
        read(within: milliseconds, at: String(cString: cupsServer()))
    }

    /// - Parameter server: a name, or the path of a socket.
    static func read(within milliseconds: Int, at server: String) -> PrinterReading {
        guard
            let service = httpConnect2(
                server, ippPort(), nil, AF_UNSPEC, cupsEncryption(), 1, Int32(clamping: milliseconds), nil)
        else { return .noService }
        defer { httpClose(service) }
        httpSetTimeout(service, Double(milliseconds) / 1_000, { _, _ in 0 }, nil)
        guard let chosen = cupsGetDefault2(service) else {
            return cupsLastError() == IPP_STATUS_ERROR_NOT_FOUND ? .noPrinter : .noService
        }
        // A choice may name a set of options behind the printer.
        let name = String(String(cString: chosen).prefix { $0 != "/" })
        guard let answer = cupsDoRequest(service, request(for: name), "/") else { return .noService }
        defer { ippDelete(answer) }
        switch ippGetStatusCode(answer) {
        case IPP_STATUS_ERROR_NOT_FOUND: return .missing(name: name)
        case let status where status.rawValue < IPP_STATUS_REDIRECTION_OTHER_SITE.rawValue:
            return .printer(printer(name, answer))
        default: return .noService
        }
    }

    /// Get-Printer-Attributes, RFC 8011 §4.2.5.
    private static func request(for name: String) -> OpaquePointer? {
        let request = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES)
        var address = [CChar](repeating: 0, count: 1_024)
        httpAssembleURI(
            HTTP_URI_CODING_ALL, &address, Int32(address.count), "ipp", nil, "localhost", 0, "/printers/\(name)")
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nil, address)
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nil, cupsUser())
        let keywords = wanted.map { UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self) as Optional }
        ippAddStrings(
            request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", Int32(keywords.count), nil, keywords)
        return request
    }

    private static func printer(_ name: String, _ answer: OpaquePointer) -> Printer {
        func attribute(_ name: String, _ tag: ipp_tag_t) -> OpaquePointer? { ippFindAttribute(answer, name, tag) }
        func texts(_ attribute: OpaquePointer?) -> [String] {
            (0..<ippGetCount(attribute)).compactMap { index in
                ippGetString(attribute, index, nil).map { String(cString: $0) }
            }
        }
        let state: Printer.State =
            switch ippGetInteger(attribute("printer-state", IPP_TAG_ENUM), 0) {
            case Int32(IPP_PSTATE_PROCESSING.rawValue): .processing
            case Int32(IPP_PSTATE_STOPPED.rawValue): .stopped
            default: .idle
            }
        return Printer(
            name: name, state: state,
            reasons: texts(attribute("printer-state-reasons", IPP_TAG_KEYWORD)).filter { $0 != "none" },
            message: texts(attribute("printer-state-message", IPP_TAG_TEXT)).first ?? "",
            takesJobs: ippGetBoolean(attribute("printer-is-accepting-jobs", IPP_TAG_BOOLEAN), 0) != 0,
            jobs: Int(max(ippGetInteger(attribute("queued-job-count", IPP_TAG_INTEGER), 0), 0)))
    }
}
