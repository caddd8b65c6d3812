// The line of one simulated program to the server: it may be down, and lose what is asked or what is answered.

import Domain
import Store

@testable import Desk

/// One program's way to the server.
final class SimLink: Book {
    /// What happens to something that is sent.
    enum Fate: Int, CaseIterable {
        case arrives
        /// It never gets there.
        case lost
        /// It is applied, and nobody hears of it.
        case unanswered
    }

    private let server: SimServer
    private let machine: SimMachine
    private let life: Life
    /// Cut, until it is mended.
    var isCut = false
    /// The program has found it down, and waits for nobody.
    private(set) var isOutOfReach = false
    private var isClockAsked = false
    /// What others do while something is on its way.
    var meanwhile: () -> Void = {}
    var fate: () -> Fate = { .arrives }

    init(_ server: SimServer, _ machine: SimMachine, _ life: Life) {
        self.server = server
        self.machine = machine
        self.life = life
    }

    /// The program's probe has got through, if there is a line.
    func probe() {
        isOutOfReach = isCut
    }

    /// The program finds out that there is no line.
    func findLost() { _ = lose() }

    private func lose() -> DeskError {
        isOutOfReach = true
        isClockAsked = false
        return .outOfReach("")
    }

    private func exchange<T>(_ body: () throws(DeskError) -> T) throws(DeskError) -> T {
        guard life.isAlive, !isOutOfReach, !isCut else { throw lose() }
        // A connection that is made anew asks first.
        if !isClockAsked { machine.clock.ask(machine.trueTime) }
        isClockAsked = true
        let fate = fate()
        meanwhile()
        guard life.isAlive, fate != .lost else { throw lose() }
        let answer = try body()
        meanwhile()
        guard life.isAlive, fate == .arrives else { throw lose() }
        return answer
    }

    func apply(_ command: Command) throws(DeskError) -> Receipt {
        try exchange { () throws(DeskError) in try server.apply(command, at: machine.trueTime) }
    }

    func makeSure(byAsking asks: Bool) throws(DeskError) {
        guard life.isAlive, !isOutOfReach, !isCut else { throw lose() }
    }

    func askTheTime() throws(DeskError) {
        try exchange { () throws(DeskError) in machine.clock.ask(machine.trueTime) }
    }

    func receipt(of id: CommandID) throws(DeskError) -> Receipt? {
        try exchange { () throws(DeskError) in server.receipt(of: id) }
    }

    func lease(_ size: Int) throws(DeskError) -> SerialBlock {
        try exchange { () throws(DeskError) in
            guard let block = server.lease(size) else { throw .store(.noSerialsLeft) }
            return block
        }
    }

    /// What the copy asks for.
    func read<T>(_ body: (SimServer) -> T) throws(DeskError) -> T {
        try exchange { () throws(DeskError) in body(server) }
    }
}
