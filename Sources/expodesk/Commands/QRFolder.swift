// `expodesk qr --all`: everybody's QR code as a folder of files.

import Desk
import Screens

/// Writes `000123.png` for everybody who is approved. Started again after a break, it leaves what is right already.
struct QRFolder {
    let session: Session
    let desk: Desk
    let folder: String
    let scale: Int

    func write() throws(Failure) {
        let words = session.words
        defer { Stream.endProgress() }
        do throws(PictureWorkError) {
            var picture = PassPicture(scale: scale)
            let result = try PictureWork(folder: folder).run(
                on: desk, draw: { picture.png($0) }, report: { Stream.progress(words.pictures($0)) })
            Stream.endProgress()
            report(result)
            // Whoever prints badges from the folder must know that others may be missing in it.
            if desk.share.line.isDown { Stream.note(words.picturesByCopy) }
        } catch {
            throw Failure(.outOfReach, words.error(error))
        }
    }

    private func report(_ result: PictureReport) {
        guard session.json else {
            print(session.words.picturesWritten(result))
            return
        }
        print(
            JSONValue.object([
                "written": .number(Int64(result.written)), "kept": .number(Int64(result.kept)),
                "folder": .text(folder),
            ]).line)
    }
}
