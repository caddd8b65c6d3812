// The door between threads.

import Glibc
import Synchronization
import Testing

@testable import Terminal

@Suite struct MailboxTests {
    private func isReadable(_ descriptor: Int32) -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 0) == 1
    }

    @Test("letters come out in order and the descriptor tells of them")
    func order() {
        let box = Mailbox<Int>()
        #expect(!isReadable(box.descriptor))
        for number in 1...3 { box.post(number) }
        #expect(isReadable(box.descriptor))
        #expect(box.drain() == [1, 2, 3])
        #expect(!isReadable(box.descriptor))
        #expect(box.drain().isEmpty)
    }

    @Test("the descriptor is written once for each time the queue was empty")
    func oneWrite() {
        let box = Mailbox<Int>()
        for number in 1...100 { box.post(number) }
        var count: UInt64 = 0
        #expect(read(box.descriptor, &count, 8) == 8)
        #expect(count == 1)
        // With the count gone but letters left, a drain still finds them.
        #expect(box.drain().count == 100)
    }

    @Test("no letter is lost and no wake-up either, with many threads posting")
    func manyThreads() {
        let box = Mailbox<Int>()
        let (threads, letters) = (4, 2000)
        var handles = [pthread_t](repeating: pthread_t(), count: threads)
        for thread in 0..<threads {
            let start = Unmanaged.passRetained(Poster(box: box, thread: thread, letters: letters))
            pthread_create(&handles[thread], nil, { Poster.run($0) }, start.toOpaque())
        }
        var received: [Int] = []
        var poller = pollfd(fd: box.descriptor, events: Int16(POLLIN), revents: 0)
        while received.count < threads * letters, poll(&poller, 1, 20_000) == 1 { received += box.drain() }
        for handle in handles { pthread_join(handle, nil) }
        #expect(received.count == threads * letters)
        for thread in 0..<threads {
            let own = received.filter { $0 / letters == thread }
            #expect(own == own.sorted())
        }
    }
}

/// Posts a run of numbers from a thread of its own.
private final class Poster: Sendable {
    let box: Mailbox<Int>
    let thread: Int
    let letters: Int

    init(box: Mailbox<Int>, thread: Int, letters: Int) {
        self.box = box
        self.thread = thread
        self.letters = letters
    }

    static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        let poster = Unmanaged<Poster>.fromOpaque(context).takeRetainedValue()
        for letter in 0..<poster.letters { poster.box.post(poster.thread * poster.letters + letter) }
        return nil
    }
}
