// Tells a terminal's replies from what the user typed meanwhile.

/// Reads the bytes that follow the probes. Replies are taken out; everything else stays, in order, as the user's input.
/// The bytes may come split anywhere.
struct ProbeReader {
    /// The column the cursor reported, from 1.
    private(set) var column: Int?
    /// Whether the terminal knows synchronized output.
    private(set) var synchronizes: Bool?
    /// Whether the last reply has come, the one every terminal gives.
    private(set) var isComplete = false
    private var input: [UInt8] = []
    private var sequence: [UInt8] = []

    mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { take(byte) }
    }

    /// What was no reply, unfinished sequences included.
    func rest() -> [UInt8] { input + sequence }

    private mutating func take(_ byte: UInt8) {
        if byte == 0x1B {
            input += sequence
            sequence = [byte]
            return
        }
        guard !sequence.isEmpty else {
            input.append(byte)
            return
        }
        sequence.append(byte)
        if sequence.count == 2 {
            if byte != UInt8(ascii: "[") { giveUp() }
        } else if (0x40...0x7E).contains(byte) {
            if recognise(sequence.dropFirst(2)) { sequence = [] } else { giveUp() }
        } else if !(0x20...0x3F).contains(byte) || sequence.count > 64 {
            giveUp()
        }
    }

    private mutating func giveUp() {
        input += sequence
        sequence = []
    }

    /// `body` is what follows `CSI`, the final byte included.
    private mutating func recognise(_ body: ArraySlice<UInt8>) -> Bool {
        let isPrivate = body.first == UInt8(ascii: "?")
        let text = String(decoding: body.dropFirst(isPrivate ? 1 : 0).dropLast(), as: UTF8.self)
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0.prefix { $0 != "$" }) }
        switch (isPrivate, body.last) {
        case (true, UInt8(ascii: "c")):
            isComplete = true
            return true
        case (true, UInt8(ascii: "y")):
            guard numbers.count == 2, numbers[0] == 2026 else { return false }
            synchronizes = numbers[1] == 1 || numbers[1] == 2
            return true
        case (false, UInt8(ascii: "R")):
            // The probe stands on row 2: on row 1 the reply would be spelled like a modified F3.
            guard numbers.count == 2, numbers[0] == 2, let column = numbers[1] else { return false }
            self.column = column
            return true
        default:
            return false
        }
    }
}
