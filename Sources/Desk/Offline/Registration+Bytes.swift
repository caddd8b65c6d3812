// A registration and an admission as bytes.

import Domain

extension ByteWriter {
    mutating func add(_ row: Registration) {
        add(row.serial.rawValue)
        add(row.status.rawValue)
        add(row.source.rawValue)
        add(row.name)
        add(row.phone?.digits)
        add(row.affiliation)
        add(row.category)
        add(row.email)
        add(row.answers.count)
        for (field, answer) in row.answers.sorted(by: { $0.key.text < $1.key.text }) {
            add(field.text)
            add(answer)
        }
        add(row.form.id)
        add(row.form.version)
        add(row.consent.version)
        add(row.consent.at.milliseconds)
        add(row.publicID)
        add(row.version)
        add(row.registeredAt.milliseconds)
        add(row.mergedInto?.rawValue ?? 0)
    }

    private mutating func add(_ answer: Answer) {
        switch answer {
        case .text(let text):
            add(0)
            add(text)
        case .number(let number):
            add(1)
            add(Int64(number))
        case .choices(let ids):
            add(2)
            add(ids.count)
            ids.forEach { add($0) }
        case .flag(let flag):
            add(3)
            add(flag)
        }
    }

    mutating func add(_ admission: Admission) {
        add(admission.place.text)
        add(admission.day.daysSince1970)
        for movement in [admission.entered, admission.moved] {
            add(movement.command.bytes)
            add(movement.at.milliseconds)
            add(movement.gate)
            add(movement.by)
        }
        add(admission.isInside)
        add(admission.moves)
    }
}

extension ByteReader {
    mutating func registration() throws -> Registration {
        guard let serial = Serial(rawValue: try signed()), let status = Registration.Status(rawValue: try text()),
            let source = Registration.Source(rawValue: try text())
        else { throw UnreadableBytes() }
        let name = try text()
        let phone = try optionalText().flatMap(PhoneNumber.init(stored:))
        let (affiliation, category, email) = (try optionalText(), try optionalText(), try optionalText())
        var answers: Answers = [:]
        for _ in 0..<(try count()) {
            guard let field = FieldID(try text()) else { throw UnreadableBytes() }
            answers[field] = try answer()
        }
        return Registration(
            serial: serial, status: status, source: source, name: name, phone: phone, affiliation: affiliation,
            category: category, email: email, answers: answers,
            form: FormReference(id: try text(), version: try count()),
            consent: Consent(version: try text(), at: Timestamp(milliseconds: try signed())), publicID: try text(),
            version: try count(), registeredAt: Timestamp(milliseconds: try signed()),
            mergedInto: Serial(rawValue: try signed()))
    }

    private mutating func answer() throws -> Answer {
        switch try unsigned() {
        case 0: return .text(try text())
        case 1: return .number(Int(try signed()))
        case 2: return .choices(try (0..<(try count())).map { _ in try text() })
        case 3: return .flag(try flag())
        default: throw UnreadableBytes()
        }
    }

    mutating func admission() throws -> Admission {
        guard let place = Domain.Place(try text()), let day = CalendarDate(daysSince1970: try count()) else {
            throw UnreadableBytes()
        }
        return Admission(
            place: place, day: day, entered: try movement(), moved: try movement(), isInside: try flag(),
            moves: try count())
    }

    private mutating func movement() throws -> Movement {
        guard let command = CommandID(bytes: try raw()) else { throw UnreadableBytes() }
        return Movement(
            command: command, at: Timestamp(milliseconds: try signed()), gate: try text(), by: try text())
    }
}
