// The reason somebody gives for cancelling a registration.

import Text

/// The reason for a cancellation: one clean line, 1...200 characters.
public enum CancelReason {
    public static let maximumLength = 200
    /// The name its faults go by.
    public static let field = FieldID.reason

    public static func cleaned(_ raw: String) -> String {
        TextCleaning.line(raw).text
    }

    static func fault(_ reason: String) -> FieldFault {
        FieldFault(field: field, problem: reason.isEmpty ? .required : .tooLong(maximum: maximumLength))
    }
}
