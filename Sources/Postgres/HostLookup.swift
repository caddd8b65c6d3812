// What addresses a name stands for. The system's resolver has no bound, so it runs on a thread of its own.

import CLinux
import Glibc
import Synchronization

/// A name being looked up. Whoever does not want to wait any longer lets go of it.
final class HostLookup: Sendable {
    private enum Answer {
        case addresses([String])
        case failed(Int32)
    }

    private let host: String
    /// An eventfd.
    private let end: Int32
    private let answer = Mutex<Answer?>(nil)

    init(_ host: String) throws(PostgresError) {
        self.host = host
        end = cl_eventfd()
        guard end >= 0, run() else {
            throw PostgresError(kind: .connection, message: "No thread to look up \"\(host)\"")
        }
    }

    deinit {
        close(end)
    }

    /// Readable as soon as there is an answer.
    var descriptor: pollfd { pollfd(fd: end, events: Int16(POLLIN), revents: 0) }

    /// In the order the system wants them tried.
    func addresses() throws(PostgresError) -> [String] {
        switch answer.withLock({ $0 }) {
        case .addresses(let addresses): return addresses
        case .failed(let code):
            let reason = String(optional: gai_strerror(code)) ?? ""
            throw PostgresError(
                kind: .connection, message: "could not translate host name \"\(host)\" to address: \(reason)")
        case nil: return []
        }
    }

    /// It is an address itself: nobody need be asked.
    static func isAddress(_ host: String) -> Bool {
        if case .addresses = look(up: host, flags: AI_NUMERICHOST) { true } else { false }
    }

    private func run() -> Bool {
        let start = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<HostLookup>.fromOpaque(argument).takeRetainedValue().work()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    private func work() {
        cl_name_thread("host-lookup")
        let found = Self.look(up: host, flags: 0)
        answer.withLock { $0 = found }
        var one: UInt64 = 1
        // The counter holds nothing yet; nothing can fail here.
        _ = write(end, &one, 8)
    }

    private static func look(up host: String, flags: Int32) -> Answer {
        var hints = addrinfo()
        (hints.ai_family, hints.ai_socktype, hints.ai_flags) = (AF_UNSPEC, Int32(SOCK_STREAM.rawValue), flags)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, nil, &hints, &list)
        guard code == 0 else { return .failed(code) }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var next = list
        while let info = next?.pointee {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(
                info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            {
                let address = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                if !addresses.contains(address) { addresses.append(address) }
            }
            next = info.ai_next
        }
        return .addresses(addresses)
    }
}
