// The rows that an import refused, beside the list they are from.

public import Desk
import Domain

/// Writes refused rows to be mended and imported again.
public enum RefusedFile {
    /// - Parameter path: beside the list without one.
    /// - Returns: where it is; nil where no row was refused.
    public static func write(
        _ report: ImportReport, to path: String? = nil, _ words: Words
    ) throws(ImportError) -> String? {
        guard report.counts.refused > 0 else { return nil }
        let path = path ?? beside(report.path, words)
        let bytes = RefusedRows.csv(report, reasonHeading: words.say(ImportRefusal.heading)) { refusals in
            refusals.map { words.refusal($0, in: report.form) }.joined(separator: " / ")
        }
        do throws(PictureFault) {
            try PictureFile.write(bytes, to: path)
        } catch {
            throw .cannotWrite(path: error.path, reason: error.reason)
        }
        return path
    }

    /// `명단.xlsx` → `명단-거절.csv`. A list of refused rows that has some refused again gets its own name anew.
    private static func beside(_ list: String, _ words: Words) -> String {
        let name = list.split(separator: "/").last.map(String.init) ?? list
        let stem = name.lastIndex(of: ".").map { name[..<$0].count } ?? name.count
        let path = String(list.dropLast(name.count - stem))
        let ending = words.say("-거절", "-refused")
        return (path.hasSuffix(ending) ? path + "-2" : path + ending) + ".csv"
    }
}
