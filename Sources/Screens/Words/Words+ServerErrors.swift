// Why the embedded server does not start, and what it is doing while somebody waits.

public import Postgres

extension Words {
    public func error(_ error: PrivateServerError) -> String {
        switch error {
        case .serverMissing(let searched):
            say(
                "PostgreSQL 15 이상이 설치되어 있지 않습니다. apt-get install postgresql을 실행하거나 --database로 서버 주소를 정해 주세요.\n"
                    + "찾아본 곳: \(searched.joined(separator: ", "))",
                "PostgreSQL 15 or later is not installed. Run: apt-get install postgresql, or name a server "
                    + "with --database.\nLooked in: \(searched.joined(separator: ", "))"
            )
        case .versionMismatch(let path, let cluster, let installed):
            versionMismatch(path, cluster, installed.map(String.init).joined(separator: ", "))
        case .folderNotWritable(let path, let reason):
            say(
                "데이터 폴더에 쓸 수 없습니다: \(path) (\(systemReason(firstLine(reason))))\n폴더의 권한을 고치거나 --data-dir로 다른 폴더를 정해 주세요.",
                "The data folder cannot be written: \(path) (\(systemReason(firstLine(reason))))\n"
                    + "Mend its rights, or name another with --data-dir."
            )
        case .ownedByAnother(let path, let user):
            say(
                "다른 사용자(\(user))의 폴더라 쓰지 않습니다: \(path)\n그 사용자로 실행하거나 --data-dir로 다른 폴더를 정해 주세요.",
                "This folder belongs to another user (\(user)): \(path)\n"
                    + "Run as that user, or name another with --data-dir."
            )
        case .diskFull(let path, _):
            say(
                "디스크가 가득 찼습니다: \(path)\n100 MB 넘게 비우고 다시 해 주세요.",
                "The disk is full: \(path)\nFree more than 100 MB and try again.")
        case .notEnoughMemory(let path, _):
            say(
                "데이터베이스에 쓸 메모리가 모자랍니다: \(path)\n다른 프로그램을 닫거나 컨테이너의 공유 메모리를 늘려 주세요.",
                "There is not enough memory for the database: \(path)\n"
                    + "Close other programs, or give the container more shared memory."
            )
        case .rootRefused(let path, let reason):
            say(
                "PostgreSQL은 root로 돌지 않습니다: \(path) (\(systemReason(firstLine(reason))))\n"
                    + "보통 사용자로 expodesk를 실행하거나 --database로 서버 주소를 정해 주세요.",
                "PostgreSQL does not run as root: \(path) (\(systemReason(firstLine(reason))))\n"
                    + "Run expodesk as an ordinary user, or name a server with --database."
            )
        case .notACluster(let path):
            say(
                "데이터베이스가 아닌 것이 들어 있는 폴더입니다: \(path)\n옮겨 두거나 --data-dir로 다른 폴더를 정해 주세요.",
                "This folder holds something that is not a database: \(path)\n"
                    + "Move it away, or name another folder with --data-dir."
            )
        case .failed(let path, let log):
            say(
                "데이터베이스가 시작되지 않습니다: \(path)\n\(lastLine(log))\npostgres.log를 보고 expodesk doctor를 실행해 주세요.",
                "The database does not start: \(path)\n\(lastLine(log))\n"
                    + "Look at postgres.log beside it, and run: expodesk doctor"
            )
        case .noAnswer(let path, let log):
            say(
                "데이터베이스가 30초 동안 답하지 않습니다: \(path)\n\(lastLine(log))\nexpodesk stop을 실행하고 다시 해 주세요.",
                "The database gave no answer for 30 seconds: \(path)\n\(lastLine(log))\n"
                    + "Run expodesk stop and try again."
            )
        }
    }

    private func versionMismatch(_ path: String, _ cluster: Int, _ installed: String) -> String {
        say(
            "데이터는 PostgreSQL \(cluster)의 것인데 설치된 것은 \(installed)입니다: \(path)\n"
                + "apt-get install postgresql-\(cluster) 명령을 실행해 주세요.",
            "The data is PostgreSQL \(cluster)'s, but installed is \(installed): \(path)\n"
                + "Run: apt-get install postgresql-\(cluster)"
        )
    }

    /// What the embedded server is doing, for a line of progress.
    public func step(_ step: PrivateServerStep) -> String {
        switch step {
        case .waitingForAnother: say("다른 expodesk가 데이터베이스를 준비하는 중…", "Another expodesk is preparing the database…")
        case .creating: say("데이터베이스를 준비하는 중…", "Preparing the database…")
        case .starting: say("데이터베이스를 시작하는 중…", "Starting the database…")
        }
    }

    /// A server's log says last what made it stop.
    func lastLine(_ log: String) -> String {
        log.split(whereSeparator: \.isNewline).last.map(String.init) ?? say("알 수 없음", "unknown")
    }
}
