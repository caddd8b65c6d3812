// The probe's own account, in a file: nothing but frames may go to the terminal.

import Glibc

enum ProbeReport {
    static func append(_ text: String, to path: String) {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        let bytes = Array(text.utf8)
        _ = write(file, bytes, bytes.count)
        close(file)
    }
}
