// A print service of a test's own: the distribution's CUPS over a socket in a folder, with queues that print to nowhere.

import Glibc

/// Ended when it is let go of. CUPS starts for root only.
public final class PrintServer {
    public static var canRun: Bool { geteuid() == 0 && access(program, X_OK) == 0 }

    private static let program = "/usr/sbin/cupsd"

    /// What `CUPS_SERVER` has to be for programs that are to see it.
    public let socket: String
    private let process: ChildProcess
    private let folder: String

    public init() throws {
        folder = TestRun.shared.makeFolder()
        socket = folder + "/cups.sock"
        // It makes none of them itself.
        for name in ["spool", "spool/tmp", "cache", "state"] { mkdir(folder + "/" + name, 0o755) }
        try Self.write(
            """
            Listen \(socket)
            LogLevel warn
            Browsing No
            DefaultAuthType None
            WebInterface No
            <Location />
              Allow all
            </Location>
            <Policy default>
              <Limit All>
                Allow all
              </Limit>
            </Policy>

            """, to: folder + "/cupsd.conf")
        try Self.write(
            """
            ServerRoot \(folder)
            RequestRoot \(folder)/spool
            TempDir \(folder)/spool/tmp
            CacheDir \(folder)/cache
            StateDir \(folder)/state
            AccessLog \(folder)/access.log
            ErrorLog \(folder)/error.log
            PageLog \(folder)/page.log
            FileDevice Yes
            User lp
            Group lp
            Sandboxing relaxed

            """, to: folder + "/cups-files.conf")
        process = try ChildProcess(
            [Self.program, "-f", "-c", folder + "/cupsd.conf", "-s", folder + "/cups-files.conf"],
            environment: BareEnvironment.with())
        let deadline = Deadline(20_000)
        // It listens once it has read its queues, and tells nobody; the socket's file is there before that.
        while !Self.answers(socket) {
            guard !deadline.isPast else { throw SupportError("cupsd does not listen") }
            poll(nil, 0, 10)
        }
    }

    deinit {
        process.signal(SIGTERM)
        _ = process.wait(within: 5_000)
    }

    /// Runs one of CUPS' own programs against it.
    public func run(_ words: String...) throws {
        let said = open(folder + "/said", O_RDWR | O_CREAT | O_CLOEXEC | O_TRUNC, 0o600)
        defer { close(said) }
        let child = try ChildProcess(
            words, environment: BareEnvironment.with(["CUPS_SERVER": socket, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]),
            descriptors: [0: said, 1: said, 2: said])
        guard child.wait() == .exited(0) else { throw SupportError("\(words.joined(separator: " ")) failed") }
    }

    private static func answers(_ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let end = Descriptor(Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0))
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(end.number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    private static func write(_ text: String, to path: String) throws {
        let descriptor = Descriptor(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
        guard descriptor.number >= 0, descriptor.write(Array(text.utf8)) else {
            throw SupportError("cannot write \(path)")
        }
    }
}
