// Reading a conflict that a newer program may have written: a manager sees that it is there, whatever it is.

extension Conflict {
    enum CodingKeys: CodingKey {
        case kind, asked, serial, other, reason, admission, passage, claimedDay
    }

    /// One of a kind, or with a reason, that only a newer program knows is `unknown`, with whom it is about where that can be
    /// read.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        var isKnown = true
        func read<Value: Decodable>(_ type: Value.Type, _ key: CodingKeys) -> Value? {
            do {
                return try fields.decodeIfPresent(type, forKey: key)
            } catch {
                isKnown = false
                return nil
            }
        }
        let kind = read(Kind.self, .kind)
        self.init(
            kind: kind ?? .unknown, asked: read(String.self, .asked) ?? "", serial: read(Serial.self, .serial),
            other: read(Serial.self, .other), reason: read(Refusal.Reason.self, .reason),
            admission: read(Admission.self, .admission), passage: read(Movement.self, .passage))
        claimedDay = read(CalendarDate.self, .claimedDay)
        if !isKnown { self.kind = .unknown }
    }
}
