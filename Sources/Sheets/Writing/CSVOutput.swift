// CSV as Excel in Korea opens it: UTF-8 with a byte order mark, and otherwise RFC 4180.

internal import Glibc

/// Writes CSV to a descriptor, which it closes.
final class CSVOutput: SheetOutput {
    private let descriptor: Int32
    private var isOpen = true
    private var buffer: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let bufferSize = 1 << 18

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        buffer.reserveCapacity(Self.bufferSize * 2)
    }

    func row(_ cells: [SheetCell]) throws(SheetOutputFault) {
        CSVLine.append(cells, to: &buffer)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    private func flush() throws(SheetOutputFault) {
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.fault() }
            done += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws(SheetOutputFault) {
        try flush()
        isOpen = false
        guard close(descriptor) == 0 else { throw Self.fault() }
    }

    func abandon() {
        if isOpen { close(descriptor) }
        isOpen = false
    }

    private static func fault() -> SheetOutputFault { SheetOutputFault(reason: String(cString: strerror(errno))) }
}
