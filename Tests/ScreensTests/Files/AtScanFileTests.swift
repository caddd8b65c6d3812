// `show-at-scan` and `hold-at-scan` in a form's file.

import Domain
import Screens
import TestSupport
import Testing

@Suite("What a form shows at a scan, in its file")
struct AtScanFileTests {
    private func read(_ lines: String, kind: String = "choice") -> Result<FormDefinition, ScreenFileErrors> {
        let options = kind == "choice" ? "options = [{ id = \"yes\", label = { ko = \"예\", en = \"Yes\" } }]\n" : ""
        let text = """
            kind = "form"
            id = "f"
            title = { ko = "양식", en = "Form" }
            [[field]]
            id = "name"
            kind = "text"
            label = { ko = "이름", en = "Name" }
            required = true
            [[field]]
            id = "consent"
            kind = "consent"
            label = { ko = "동의", en = "Consent" }
            required = true
            text = { ko = "모읍니다", en = "We collect" }
            version = "1"
            \(kind == "consent" ? "" : "[[field]]\nid = \"x\"\nkind = \"\(kind)\"\nlabel = { ko = \"가\", en = \"X\" }")
            \(options)\(lines)
            """
        return Result { () throws(ScreenFileErrors) in try FormFile.read(text: text, file: "f.toml") }
    }

    private func atScan(_ lines: String, kind: String = "choice") throws -> FormField.AtScan? {
        try read(lines, kind: kind).get().fields.last?.atScan
    }

    @Test("shown, held for any answer, held for some, or neither")
    func kinds() throws {
        #expect(try atScan("") == nil)
        #expect(try atScan("show-at-scan = false") == nil)
        #expect(try atScan("show-at-scan = true", kind: "text") == .show)
        #expect(try atScan("hold-at-scan = true", kind: "long-text") == .hold(anyOf: []))
        #expect(try atScan("hold-at-scan = [\"yes\"]") == .hold(anyOf: ["yes"]))
    }

    @Test(
        "what is wrong is said at its line",
        arguments: [
            ("show-at-scan = 1", "choice"), ("hold-at-scan = []", "choice"), ("hold-at-scan = [\"no\"]", "choice"),
            ("show-at-scan = true", "consent"), ("show-at-scann = true", "choice"),
        ])
    func wrong(_ lines: String, _ kind: String) {
        guard case .failure(let errors) = read(lines, kind: kind) else {
            Issue.record("\(lines) was taken")
            return
        }
        #expect(errors.errors.count == 1 && errors.errors.allSatisfy { $0.line != nil }, "\(errors)")
        #expect(!Words(.korean).errors(errors).isEmpty)
    }
}
