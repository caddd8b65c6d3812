// The one door through which other threads reach the program's thread.

import CLinux
import Glibc
import Synchronization

/// A queue any thread may post to and one thread drains, with a descriptor to `poll` for reading.
public final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    /// Readable while there may be letters. An eventfd; never read or write it directly.
    public let descriptor: Int32

    public init() {
        descriptor = cl_eventfd()
        precondition(descriptor >= 0, "a mailbox needs a file descriptor and the process has none left")
    }

    deinit {
        close(descriptor)
    }

    /// Append a letter. The descriptor is written only when the queue was empty, so a burst costs one system call.
    public func post(_ letter: Letter) {
        let wasEmpty = letters.withLock { queue in
            queue.append(letter)
            return queue.count == 1
        }
        guard wasEmpty else { return }
        var one: UInt64 = 1
        // A full counter (EAGAIN) cannot happen with one write per emptying; nothing else can fail here.
        _ = write(descriptor, &one, 8)
    }

    /// Take all letters, oldest first.
    ///
    /// The descriptor is emptied before the queue: a letter posted in between wakes the reader once for nothing, while the
    /// other order could leave a letter lying with nobody awake.
    public func drain() -> [Letter] {
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
        return letters.withLock { queue in
            guard !queue.isEmpty else { return [] }
            let taken = queue
            queue = []
            return taken
        }
    }

    /// Whether no letter is waiting at this moment.
    public var isEmpty: Bool {
        letters.withLock { $0.isEmpty }
    }
}
