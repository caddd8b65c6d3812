// The loop over a real terminal.

import Glibc

extension Program {
    /// How long leaving waits for outstanding tells, in milliseconds.
    private static var farewell: Int64 { 2000 }

    /// Run until the application quits or the process is told to stop, and give the terminal back.
    ///
    /// - Parameter signals: made before any thread started.
    /// - Returns: the exit status: the application's, or 128 + the signal's number.
    public func run(on device: any Device, signals: ProgramSignals) -> Int32 {
        self.device = device
        defer { device.leave() }
        begin()
        let early = device.takeEarlyInput()
        if !early.isEmpty { feed(early) }
        var descriptors = [device.input, inbox.mailbox.descriptor, signals.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        if !early.isEmpty { turn() }
        while exitCode == nil {
            let timeout = deadline.map { Int32(clamping: max(0, $0 - clock.now())) } ?? -1
            let ready = poll(&descriptors, 3, timeout)
            var resized: Size?
            if ready > 0 {
                if descriptors[2].revents != 0 { resized = handle(signals.read(), device) }
                if descriptors[0].revents != 0, !readAll(device.input, &buffer), exitCode == nil {
                    exitCode = 128 + SIGHUP
                }
            }
            if needsMeasuring {
                needsMeasuring = false
                resized = device.measure()
            }
            guard exitCode == nil else { break }
            turn(input: [], resized: resized)
        }
        finishTells()
        return exitCode ?? 0
    }

    /// Feed everything that can be read now. False when the terminal is gone.
    private func readAll(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        repeat {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 { return errno == EINTR || errno == EAGAIN }
            guard count > 0 else { return false }
            feed(buffer[..<count])
        } while poll(&poller, 1, 0) > 0 && poller.revents & Int16(POLLIN) != 0
        return true
    }

    private func handle(_ numbers: [Int32], _ device: any Device) -> Size? {
        var resized: Size?
        for number in numbers {
            switch number {
            case SIGWINCH:
                resized = device.measure()
            case SIGTSTP:
                suspend()
            case SIGCONT:
                // Stopped and continued by others: the shell has had the terminal and its modes meanwhile.
                device.reenter()
                repaint()
                resized = device.measure()
            default:
                exitCode = 128 + number
            }
        }
        return resized
    }

    /// Wait, bounded, until what was told is done: drafts are on disk, commands in the journal. Other threads work in real
    /// time, so this waits in real time whatever the program's own clock says.
    func finishTells() {
        let clock = MonotonicClock()
        let limit = clock.now() + Self.farewell
        var waiter = pollfd(fd: inbox.mailbox.descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            for case .done(let ticket) in inbox.mailbox.drain() { desk.finish(ticket) }
            let left = limit - clock.now()
            guard desk.hasOutstandingTells, left > 0 else { return }
            _ = poll(&waiter, 1, Int32(clamping: left))
        }
    }
}
