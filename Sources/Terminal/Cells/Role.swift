// What a cell means. Themes decide what that looks like.

/// A style by meaning; widgets never name a colour.
public enum Role: UInt8, CaseIterable, Hashable, Sendable {
    case text, dim, title, heading, label, labelFocused, value, field, fieldFocused, placeholder, selected, selectedDim
    case border, key, keyDisabled, status, good, warning, bad, badge, match, overlay, overlayTitle
    /// QR modules: white on black whatever the theme, or scanners do not read them.
    case qr
    /// In an overlay: what cannot be used now or matters less, and what is wrong.
    case overlayDim, overlayBad
    /// Blocks of colour that are read from afar: yes, wait, no.
    case answerGood, answerWarning, answerHold, answerBad
    /// Blanks that draw on such a block, where a terminal has no glyphs for it: what is the block's letters elsewhere.
    case answerGoodInk, answerWarningInk, answerHoldInk, answerBadInk
}
