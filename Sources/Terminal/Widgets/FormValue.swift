// What the fields of a form hold.

public enum FormValue: Hashable, Sendable {
    case text(String)
    /// The option's id, nil while nothing is chosen.
    case choice(String?)
    /// The options' ids in the order of the options.
    case choices([String])
    case flag(Bool)
}
