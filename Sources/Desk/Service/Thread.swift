// A plain detached thread and a semaphore over pthreads: Foundation's cost start-up time and memory.

internal import CLinux
internal import Glibc

/// A detached thread.
struct Thread {
    private final class Start {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    private let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    /// Starts the thread; `name` is what a debugger and `top` show, at most 15 bytes.
    func start(name: String) {
        let name = String(name.prefix(15))
        let body = body
        let start = Unmanaged.passRetained(
            Start {
                cl_name_thread(name)
                body()
            })
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, start.toOpaque())
        precondition(code == 0, "no thread to be had")
        pthread_detach(thread)
    }
}

/// A counting semaphore.
final class Semaphore: Sendable {
    /// POSIX semaphores are made to be used from any thread; the pointer itself never changes.
    private nonisolated(unsafe) let pointer: UnsafeMutablePointer<sem_t>

    init() {
        pointer = .allocate(capacity: 1)
        sem_init(pointer, 0, 0)
    }

    deinit {
        sem_destroy(pointer)
        pointer.deallocate()
    }

    func signal() {
        sem_post(pointer)
    }

    func wait() {
        while sem_wait(pointer) != 0, errno == EINTR {}
    }

    /// Goes on after so many milliseconds though nobody has signalled.
    func wait(within milliseconds: Int) {
        var end = timespec()
        clock_gettime(CLOCK_MONOTONIC, &end)
        let nanoseconds = end.tv_nsec + milliseconds % 1_000 * 1_000_000
        end.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        while cl_wait_until(pointer, &end) != 0, errno == EINTR {}
    }
}
