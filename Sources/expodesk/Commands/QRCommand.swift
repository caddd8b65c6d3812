import ArgumentParser

struct QRCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "qr")
}
