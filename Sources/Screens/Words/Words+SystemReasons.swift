// Why the system does not do something, which it says in English only.

import Domain

extension Words {
    /// The system's own sentence (glibc's strerror, SQLite's) in the user's language; as it is where it is a rare one.
    public func systemReason(_ reason: String) -> String {
        language == .korean ? Self.koreanReasons[reason] ?? reason : reason
    }

    private static let koreanReasons = [
        "No such file or directory": "그런 파일이나 폴더가 없습니다", "Permission denied": "권한이 없습니다",
        "Operation not permitted": "허용되지 않습니다", "Is a directory": "파일이 아니라 폴더입니다",
        "Not a directory": "폴더가 아닙니다", "File exists": "같은 이름의 파일이 있습니다",
        "No space left on device": "디스크가 가득 찼습니다", "Disk quota exceeded": "쓸 수 있는 용량을 다 썼습니다",
        "Read-only file system": "읽기 전용 디스크입니다", "Input/output error": "디스크를 읽고 쓰는 데 실패했습니다",
        "File name too long": "파일 이름이 너무 깁니다", "Too many open files": "열린 파일이 너무 많습니다",
        "Too many levels of symbolic links": "링크가 돌고 돕니다", "Text file busy": "다른 프로그램이 쓰고 있습니다",
        "Device or resource busy": "다른 프로그램이 쓰고 있습니다", "Stale file handle": "네트워크 폴더가 끊겼습니다",
        "attempt to write a readonly database": "읽기 전용이라 쓸 수 없습니다", "disk I/O error": "디스크를 읽고 쓰는 데 실패했습니다",
        "unable to open database file": "파일을 열 수 없습니다", "no random bytes": "운영체제가 난수를 주지 않습니다",
        "Broken pipe": "받는 쪽이 닫혔습니다", "Invalid argument": "쓸 수 없는 이름입니다",
    ]
}
