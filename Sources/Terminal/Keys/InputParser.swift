// The terminal's bytes as keys, pastes and replies.

/// A resumable parser of terminal input: any split of the same bytes gives the same events.
///
/// Only time can make a difference, and only where the bytes leave it open: a lone ESC is the Escape key when nothing
/// follows within the escape delay, and a sequence that was begun is given up after a second. `feed` never looks at
/// the clock for that: bytes that are there count, however late this program came to read them.
///
/// A slow line may still bring the rest of a sequence after its ESC was taken for the key. What looks like such a tail
/// right behind an expired ESC is read as the key it belongs to: letters of a torn sequence never reach a field.
public struct InputParser: Sendable {
    private enum State: Sendable {
        case ground
        /// After ESC; `doubled` after ESC ESC, which is Escape twice or the Alt form of a sequence.
        case escape(doubled: Bool)
        case control(ControlSequence, alt: Bool)
        /// After `ESC O`.
        case single(alt: Bool)
        /// After `CSI [`.
        case linuxConsole
        /// Raw bytes of an old mouse report still to be swallowed.
        case mouse(left: Int)
        /// OSC, DCS, APC, PM, SOS: swallowed up to BEL or ST. `opener` is the key it would be with Alt.
        case string(opener: UInt8, isEmpty: Bool)
        case paste
    }

    /// How long a begun sequence may stay unfinished, milliseconds.
    static let sequenceDelay: Int64 = 1000
    /// How long a paste may pause before it is taken as it is: its end marker was lost.
    static let pasteDelay: Int64 = 2000
    /// How soon after a digit an EOT ends a scanner's code and is not Ctrl-D, milliseconds.
    static let scannerPause: Int64 = 100

    /// Whether reports of the mouse are events. They are swallowed while nobody asked for them.
    public var reportsMouse = false

    private let escapeDelay: Int64
    private var state = State.ground
    private var decoder = UTF8Decoder()
    private var isAltPending = false
    private var collector = PasteCollector()
    private var lastByteAt: Int64 = 0
    /// When a lone ESC was last taken for the key: the tail of a sequence may follow, as the very next byte.
    private var expiredEscapeAt: Int64?
    /// Whether what is being read is such a tail.
    private var isTail = false
    /// When the last key was a digit, as far as no other has come since.
    private var lastDigitAt: Int64?
    private var events: [TimedEvent] = []

    /// - Parameter escapeDelay: how long a lone ESC waits for more, milliseconds: 25 locally, 200 over ssh.
    public init(escapeDelay: Int64 = 25) {
        self.escapeDelay = escapeDelay
    }

    /// When `expire` has something to do, on the clock of `feed`; nil while nothing waits.
    public var deadline: Int64? {
        switch state {
        case .ground: nil
        case .escape: lastByteAt + escapeDelay
        // Names begin with `OA` sooner than with `[A`.
        case .single where isTail: lastByteAt + escapeDelay
        case .control, .single, .linuxConsole, .mouse, .string: lastByteAt + Self.sequenceDelay
        case .paste: lastByteAt + Self.pasteDelay
        }
    }

    /// Takes bytes read at a time (milliseconds, monotonic).
    public mutating func feed(_ bytes: some Sequence<UInt8>, at time: Int64) {
        for byte in bytes {
            lastByteAt = time
            take(byte)
        }
    }

    /// Gives up waiting where the deadline has passed.
    public mutating func expire(at time: Int64) {
        guard let deadline, time >= deadline else { return }
        switch state {
        case .ground: break
        case .escape(let doubled):
            emit(.escape)
            if doubled { emit(.escape) }
            expiredEscapeAt = lastByteAt
        case .control(let sequence, let alt):
            if sequence.isEmpty {
                giveUp(opener: UInt8(ascii: "["), alt)
            } else {
                pressEscapeFirst(alt)
            }
        case .single(let alt): giveUp(opener: UInt8(ascii: "O"), alt)
        case .string(let opener, let isEmpty):
            if isEmpty { giveUp(opener: opener, false) }
        case .linuxConsole, .mouse: break
        case .paste: finishPaste()
        }
        state = .ground
    }

    /// The events so far, oldest first; they are handed out once.
    public mutating func drain() -> [TimedEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    private mutating func take(_ byte: UInt8) {
        switch state {
        case .ground:
            if !beginsTail(byte) { takeText(byte) }
        case .escape(let doubled): takeAfterEscape(byte, doubled: doubled)
        case .control(let sequence, let alt): takeControl(byte, sequence, alt)
        case .single(let alt):
            state = .ground
            if isControl(byte) {
                pressEscapeFirst(alt)
                return take(byte)
            }
            if isTail, !KeyTable.isTail(byte) {
                emit(KeyPress(.character("O")))
                return take(byte)
            }
            guard var press = KeyTable.single(byte) else { return pressEscapeFirst(alt) }
            if alt { press.modifiers.insert(.alt) }
            emit(press)
        case .linuxConsole:
            state = .ground
            if isControl(byte) { return take(byte) }
            if let key = KeyTable.linuxConsole(byte) { emit(key) }
        case .mouse(let left):
            state = left > 1 ? .mouse(left: left - 1) : .ground
        case .string: takeString(byte)
        case .paste:
            if collector.feed(byte) { finishPaste() }
        }
    }

    /// Whether the byte, the first one after an ESC that was given up, goes on with that ESC's sequence.
    private mutating func beginsTail(_ byte: UInt8) -> Bool {
        isTail = false
        guard let escapeAt = expiredEscapeAt else { return false }
        expiredEscapeAt = nil
        guard lastByteAt - escapeAt <= Self.sequenceDelay else { return false }
        switch byte {
        case UInt8(ascii: "["): state = .control(ControlSequence(), alt: false)
        case UInt8(ascii: "O"): state = .single(alt: false)
        default: return false
        }
        isTail = true
        return true
    }

    private mutating func takeText(_ byte: UInt8) {
        switch decoder.feed(byte) {
        case .pending: break
        case .scalar(let scalar): takeScalar(scalar)
        case .invalid: takeScalar("\u{FFFD}")
        case .invalidBefore:
            takeScalar("\u{FFFD}")
            take(byte)
        }
    }

    private mutating func takeScalar(_ scalar: Unicode.Scalar) {
        let modifiers: Modifiers = isAltPending ? .alt : []
        isAltPending = false
        switch scalar.value {
        case 0x1B:
            state = .escape(doubled: false)
        case 0x04 where isRightBehindDigit:
            break
        case 0..<0x20, 0x7F:
            guard var press = KeyTable.control(UInt8(scalar.value)) else { return }
            press.modifiers.formUnion(modifiers)
            emit(press)
        case 0x80..<0xA0:
            break
        default:
            emit(KeyPress(.character(Character(scalar)), modifiers))
        }
    }

    private mutating func takeAfterEscape(_ byte: UInt8, doubled: Bool) {
        switch byte {
        case 0x1B:
            if doubled { emit(.escape) }
            state = .escape(doubled: true)
            return
        case UInt8(ascii: "["):
            state = .control(ControlSequence(), alt: doubled)
            return
        case UInt8(ascii: "O"):
            state = .single(alt: doubled)
            return
        default:
            break
        }
        if doubled { emit(.escape) }
        switch byte {
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string(opener: byte, isEmpty: true)
        case UInt8(ascii: "\\"):
            // The end of a string that was given up before, or Alt-\, which nothing uses.
            state = .ground
        default:
            state = .ground
            isAltPending = true
            takeText(byte)
        }
    }

    private mutating func takeControl(_ byte: UInt8, _ sequence: ControlSequence, _ alt: Bool) {
        var sequence = sequence
        switch byte {
        case UInt8(ascii: "$") where sequence.isPlainNumber:
            finish(sequence, byte, alt)
        case 0x30...0x3F where sequence.intermediates.isEmpty:
            sequence.addParameter(byte)
            state = .control(sequence, alt: alt)
        case 0x20...0x2F:
            sequence.addIntermediate(byte)
            state = .control(sequence, alt: alt)
        case UInt8(ascii: "[") where sequence.isEmpty:
            pressEscapeFirst(alt)
            state = .linuxConsole
        case UInt8(ascii: "M") where sequence.isEmpty:
            pressEscapeFirst(alt)
            state = .mouse(left: 3)
        case 0x30...0x7E:
            finish(sequence, byte, alt)
        default:
            // Not a byte of any sequence: what was begun is dropped, the byte counts.
            pressEscapeFirst(alt)
            state = .ground
            take(byte)
        }
    }

    private mutating func finish(_ sequence: ControlSequence, _ final: UInt8, _ alt: Bool) {
        if sequence.beginsPaste(final) {
            pressEscapeFirst(alt)
            collector = PasteCollector()
            state = .paste
            return
        }
        state = .ground
        if let mouse = sequence.mouse(final: final) {
            pressEscapeFirst(alt)
            if reportsMouse { emit(.mouse(mouse)) }
            return
        }
        let event = sequence.event(final: final, alt: alt)
        if case .key? = event {} else { pressEscapeFirst(alt) }
        if let event { emit(event) }
    }

    /// ESC before something that is no key cannot have meant Alt: Escape was pressed, and then the terminal spoke.
    private mutating func pressEscapeFirst(_ doubled: Bool) {
        if doubled { emit(.escape) }
    }

    private mutating func takeString(_ byte: UInt8) {
        switch byte {
        case 0x07, 0x18, 0x1A: state = .ground
        case 0x1B: state = .escape(doubled: false)
        case 0..<0x20:
            // No string holds these: it was Alt with the opener, or it is broken. The key counts.
            state = .ground
            take(byte)
        default:
            if case .string(let opener, _) = state { state = .string(opener: opener, isEmpty: false) }
        }
    }

    private mutating func finishPaste() {
        state = .ground
        let text = collector.text
        collector = PasteCollector()
        if !text.isEmpty { emit(.paste(text)) }
    }

    /// Nothing came after `ESC [`: the key was Alt with that character. After `ESC ESC [`, Escape came first.
    private mutating func giveUp(opener: UInt8, _ doubled: Bool) {
        if doubled { emit(.escape) }
        emit(KeyPress(.character(Character(Unicode.Scalar(opener))), isTail ? [] : .alt))
    }

    private var isRightBehindDigit: Bool {
        guard let lastDigitAt else { return false }
        return lastByteAt - lastDigitAt <= Self.scannerPause
    }

    private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte >= 0x7F }

    private mutating func emit(_ key: Key) { emit(KeyPress(key)) }
    private mutating func emit(_ press: KeyPress) {
        lastDigitAt = press.typed?.isNumber == true ? lastByteAt : nil
        emit(.key(press))
    }
    private mutating func emit(_ event: InputEvent) { events.append(TimedEvent(event: event, at: lastByteAt)) }
}
