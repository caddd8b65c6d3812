// One field of a form: its control and what is said around it.

public struct FormField: Equatable, Sendable {
    public let id: String
    public var label: String
    /// Marked with `*`. The form itself requires nothing.
    public var isRequired: Bool
    /// Shown on the form's last row while the field has focus.
    public var hint: String
    /// Whether a full mask or a picked digit goes on to the next field.
    public var advances: Bool
    /// Rows of the control: of a text area all of them, of options at most as many, of everything else one.
    public var rows: Int
    public var control: FormControl

    public init(
        id: String, label: String, control: FormControl, isRequired: Bool = false, hint: String = "",
        advances: Bool = false, rows: Int = 1
    ) {
        self.id = id
        self.label = label
        self.control = control
        self.isRequired = isRequired
        self.hint = hint
        self.advances = advances
        self.rows = max(rows, 1)
    }
}
