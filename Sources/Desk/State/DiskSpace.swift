// How much room is left for what the desk promises.

internal import Glibc

/// Room on the disk that holds a folder.
public enum DiskSpace {
    /// Bytes that this user may still write in a folder; nil where nobody says.
    public static func free(in folder: String) -> Int64? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int64(
            clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }
}
