// `expodesk screens check | keys`: lints screen files, prints the key table.

import ArgumentParser
import Domain
import Screens

/// Commands about screen files and keys.
struct ScreensCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screens", abstract: "Screen files and keys.",
        subcommands: [ScreensCheckCommand.self, ScreensKeysCommand.self])
}

/// Says what is wrong with screen files.
struct ScreensCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check screen files: the configured and installed ones, or those of folders.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Folders to check instead.")
    var folders: [String] = []

    func run() throws {
        let session = try Session(options)
        let chosen = folders.isEmpty ? session.configuration.screenFolder.folders : folders
        var hasErrors = false
        for folder in chosen {
            for path in try Self.files(folder, session) {
                do throws(ScreenFileErrors) {
                    if path.hasSuffix(".board.toml") {
                        let tiles = try BoardFile.read(path: path).tiles.count
                        Self.report(path, "tiles", tiles, session.words.boardIsGood(path, tiles: tiles), session)
                    } else {
                        let fields = try FormFile.read(path: path).fields.count
                        Self.report(path, "fields", fields, session.words.screenIsGood(path, fields: fields), session)
                    }
                } catch {
                    hasErrors = true
                    Self.report(error, session)
                }
            }
        }
        if chosen.isEmpty { throw Failure(.usage, session.words.noScreens) }
        if hasErrors { throw Failure(.badInput) }
    }

    private static func files(_ folder: String, _ session: Session) throws(Failure) -> [String] {
        do throws(ScreenFileErrors) {
            return try ScreenFolder.files(in: folder)
        } catch {
            throw Failure(.usage, session.words.errors(error))
        }
    }

    /// - Parameter key: what `parts` are, in JSON.
    private static func report(_ path: String, _ key: String, _ parts: Int, _ sentence: String, _ session: Session) {
        guard session.json else { return print(sentence) }
        let members: [JSONValue.Member] = [
            JSONValue.Member(key: "file", value: .text(path)), .outcome("ok"),
            JSONValue.Member(key: key, value: .number(Int64(parts))),
        ]
        print(JSONValue.object(members).line)
    }

    private static func report(_ errors: ScreenFileErrors, _ session: Session) {
        Stream.note(session.words.errors(errors))
        guard session.json else { return }
        for error in errors.errors {
            print(
                JSONValue.object([
                    "file": .text(error.file), "outcome": .text("error"),
                    "line": error.line.map { .number(Int64($0)) }, "column": error.column.map { .number(Int64($0)) },
                    "key": error.keyPath.isEmpty ? nil : .text(error.keyPath),
                    "message": .text(session.words.problem(error.problem)),
                ]).line)
        }
    }
}

/// Prints every key of the console, as Markdown, from the bindings themselves.
struct ScreensKeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "keys", abstract: "Print the console's keys.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let session = try Session(options)
        let table = KeyTable(try session.walkInForm(), language: session.configuration.language.value)
        for section in table.sections {
            if session.json {
                for row in section.rows {
                    print(
                        JSONValue.object([
                            "screen": .text(section.title), "keys": row.keys.isEmpty ? nil : .text(row.keys),
                            "title": .text(row.title),
                            "help": row.help.isEmpty ? nil : .text(row.help),
                        ]).line)
                }
            } else {
                print("## \(section.title)\n")
                for row in section.rows {
                    print(
                        "- \(row.keys.isEmpty ? "" : "`\(row.keys)` ")\(row.title)\(row.help.isEmpty ? "" : ": \(row.help)")"
                    )
                }
                print("")
            }
        }
    }
}
