// Bookkeeping of effects: which slot holds what, what is outstanding, what is still to start.

/// The effects of one program between `update` and the world.
///
/// Slots change hands when an effect *enters*, at once after the update that returned it, so that an older answer waiting
/// in the same turn is already late. Work *starts* later, after the frame.
struct EffectDesk<Request: Sendable, Message: Sendable> {
    /// What is to do after the frame, in the order in which updates asked for it.
    enum Step {
        case perform(Ticket, Request)
        case abandon(Ticket)
        case bell
        case copy(String)
        case redraw
        case captureMouse(Bool)
        case suspend
        case quit(Int32)
    }

    private struct Timer {
        let due: Int64
        let delay: Int64
        let order: UInt64
        let message: Message
    }

    private var steps: [Step] = []
    private var holders: [Slot: Ticket] = [:]
    private var timers: [Slot: Timer] = [:]
    private var outstanding: Set<Ticket> = []
    private var lastNumber: UInt64 = 0

    /// Whether a waiting step may only be taken once its frame is out.
    private(set) var mustFollowFrame = false
    /// Whether a waiting step leaves the program: later events are not delivered any more.
    private(set) var isLeaving = false

    // MARK: Entering

    mutating func enter(_ effects: [Effect<Request, Message>], at now: Int64) {
        for effect in effects { enter(effect, at: now) }
    }

    private mutating func enter(_ effect: Effect<Request, Message>, at now: Int64) {
        switch effect {
        case .ask(let slot, let request):
            clear(slot)
            let ticket = nextTicket(slot: slot)
            holders[slot] = ticket
            outstanding.insert(ticket)
            steps.append(.perform(ticket, request))
        case .tell(let request):
            let ticket = nextTicket(slot: nil)
            outstanding.insert(ticket)
            steps.append(.perform(ticket, request))
            mustFollowFrame = true
        case .cancel(let slot):
            clear(slot)
        case .after(let delay, let slot, let message):
            clear(slot)
            lastNumber += 1
            timers[slot] = Timer(due: now + max(1, delay), delay: delay, order: lastNumber, message: message)
        case .bell: steps.append(.bell)
        case .copy(let text): steps.append(.copy(text))
        case .redraw: steps.append(.redraw)
        case .captureMouse(let isOn): steps.append(.captureMouse(isOn))
        case .suspend:
            steps.append(.suspend)
            mustFollowFrame = true
        case .quit(let code):
            steps.append(.quit(code))
            mustFollowFrame = true
            isLeaving = true
        }
    }

    private mutating func nextTicket(slot: Slot?) -> Ticket {
        lastNumber += 1
        return Ticket(number: lastNumber, slot: slot)
    }

    private mutating func clear(_ slot: Slot) {
        timers[slot] = nil
        guard let older = holders.removeValue(forKey: slot), outstanding.contains(older) else { return }
        let waiting = steps.firstIndex { step in
            if case .perform(older, _) = step { return true }
            return false
        }
        if let waiting {
            // Asked and replaced within one turn: it never has to start.
            steps.remove(at: waiting)
            outstanding.remove(older)
        } else {
            steps.append(.abandon(older))
        }
    }

    // MARK: Starting and ending

    mutating func takeSteps() -> [Step] {
        let taken = steps
        steps = []
        mustFollowFrame = false
        return taken
    }

    /// Whether an answer under this ticket may still reach the update.
    func isCurrent(_ ticket: Ticket) -> Bool {
        guard let slot = ticket.slot else { return true }
        return holders[slot] == ticket
    }

    mutating func finish(_ ticket: Ticket) {
        outstanding.remove(ticket)
    }

    var hasOutstanding: Bool { !outstanding.isEmpty }

    var hasOutstandingTells: Bool { outstanding.contains { $0.slot == nil } }

    // MARK: Timers

    var nextTimer: Int64? { timers.values.lazy.map(\.due).min() }

    func nextShortTimer(upTo delay: Int64) -> Int64? {
        timers.values.lazy.filter { $0.delay <= delay }.map(\.due).min()
    }

    /// The messages of the timers that are due, in the order of their due times, then of their making.
    mutating func takeDueTimers(at now: Int64) -> [Message] {
        guard let next = nextTimer, next <= now else { return [] }
        let due = timers.filter { $0.value.due <= now }
            .sorted { ($0.value.due, $0.value.order) < ($1.value.due, $1.value.order) }
        for (slot, _) in due { timers[slot] = nil }
        return due.map(\.value.message)
    }
}
