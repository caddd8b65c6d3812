// PostgreSQL's text form of one-dimensional arrays: {"a","b\"c",NULL} (documentation, "Array Input and Output Syntax").

enum ArrayLiteral {
    /// Every element is quoted, so that no content can be taken for syntax or for NULL.
    static func text(of elements: [String]) -> String {
        var text = "{"
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            text += "\""
            for scalar in element.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { text += "\\" }
                text.unicodeScalars.append(scalar)
            }
            text += "\""
        }
        return text + "}"
    }

    /// The elements, nil for NULL; nil as a whole when it is not a one-dimensional array.
    static func elements(of literal: UnsafeBufferPointer<UInt8>) -> [String?]? {
        var reader = Reader(bytes: literal)
        return reader.read()
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var position = 0

        init(bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        mutating func read() -> [String?]? {
            guard take(UInt8(ascii: "{")) else { return nil }
            if take(UInt8(ascii: "}")) { return position == bytes.count ? [] : nil }
            var elements: [String?] = []
            while true {
                guard let element = readElement() else { return nil }
                elements.append(element)
                if take(UInt8(ascii: "}")) { return position == bytes.count ? elements : nil }
                guard take(UInt8(ascii: ",")) else { return nil }
            }
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        /// The outer nil is bad syntax, the inner one NULL.
        mutating func readElement() -> String?? {
            var content: [UInt8] = []
            if take(UInt8(ascii: "\"")) {
                while position < bytes.count {
                    if take(UInt8(ascii: "\"")) { return String(decoding: content, as: UTF8.self) }
                    if bytes[position] == UInt8(ascii: "\\") { position += 1 }
                    guard position < bytes.count else { return .none }
                    content.append(bytes[position])
                    position += 1
                }
                return .none
            }
            while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "}") {
                // An inner brace would be a second dimension.
                guard bytes[position] != UInt8(ascii: "{") else { return .none }
                if bytes[position] == UInt8(ascii: "\\") { position += 1 }
                guard position < bytes.count else { return .none }
                content.append(bytes[position])
                position += 1
            }
            guard !content.isEmpty else { return .none }
            let text = String(decoding: content, as: UTF8.self)
            return .some(text == "NULL" ? nil : text)
        }
    }
}
