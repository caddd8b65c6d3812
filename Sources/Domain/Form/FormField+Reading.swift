// Reading the fields of a form that a newer program may have published: their answers are shown, whatever they are.

extension FormField.Kind {
    /// A kind that only a newer program knows is text, as which every answer can be shown.
    public init(from decoder: any Decoder) throws {
        self = Self(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .text
    }
}

extension FormField.AtScan {
    enum CodingKeys: CodingKey { case show, hold }
    enum HoldCodingKeys: CodingKey { case anyOf }

    /// What only a newer program knows to do at a scan is shown.
    public init(from decoder: any Decoder) throws {
        let cases = try decoder.container(keyedBy: CodingKeys.self)
        guard cases.contains(.hold) else {
            self = .show
            return
        }
        let hold = try cases.nestedContainer(keyedBy: HoldCodingKeys.self, forKey: .hold)
        self = .hold(anyOf: try hold.decode([String].self, forKey: .anyOf))
    }
}
