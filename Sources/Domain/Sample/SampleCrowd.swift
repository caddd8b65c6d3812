// A made-up crowd of any size for measurements and tests: the same people for the same seed.

/// An expo's registrations in the order they came in: applications over six weeks, then two days at the door. Each
/// person follows from the seed and their number alone. Their telephones begin with 010-0, which no operator gives out.
public struct SampleCrowd: Sendable {
    /// How many there are.
    public let count: Int
    private let seed: UInt64
    private let categories: Weighted
    private let form: FormReference
    private let consentVersion: String
    private let arrivals: SampleArrivals
    private let firstSerial: Int64

    /// - Parameters:
    ///   - categories: ids with weights, `general 30,teacher 8`.
    ///   - firstDay: the first of the expo's two days.
    public init(
        seed: UInt64, count: Int, firstSerial: Int64 = 1, categories: String, form: FormReference,
        consentVersion: String, firstDay: CalendarDate
    ) {
        self.seed = seed
        self.count = count
        self.firstSerial = firstSerial
        self.categories = Weighted(categories)
        self.form = form
        self.consentVersion = consentVersion
        arrivals = SampleArrivals(firstDay: firstDay)
    }

    private static let afterApplication = Weighted(
        "approved 77,applied 8,cancelled 6,waitlisted 4,rejected 3,held 1.5,merged .5")
    private static let afterWalkIn = Weighted("approved 97.4,cancelled 2.5,merged .1")
    private static let diets = Weighted("none 80,vegetarian 9,vegan 5,halal 4,allergy 2")
    private static let interests = Weighted("robots 5,ai 9,maker 4,reading 2,career 6,games 5,media 2")

    /// The person of this number, 0 up to `count`; nil where serials or telephones have run out.
    public func person(_ number: Int) -> Registration? {
        // Neighbours get seeds far apart.
        var random = SplitMix64(seed: seed &+ UInt64(number) &* 0xD134_2543_DE82_EF95)
        guard let serial = Serial(rawValue: firstSerial + Int64(number)) else { return nil }
        let isForeign = random.fraction() < 0.03
        let arrival = arrivals.moment(
            (Double(number) + random.fraction() * 30) / Double(count + 30), jitter: random.fraction())
        let isWalkIn = arrival.isAtTheDoor
        let words = random.pick(isWalkIn ? Self.afterWalkIn : Self.afterApplication)
        let status = Registration.Status(rawValue: words) ?? .approved
        let phone: PhoneNumber?
        if random.fraction() < 0.05 {
            phone = nil
        } else {
            // A factor without 2, 3 and 5: no two of nine million alike, and neighbours not close.
            phone = PhoneNumber(normalising: "0100\(1_000_000 + number &* 7_368_787 % 9_000_000)")
        }
        let email =
            random.fraction() < (isWalkIn ? 0.1 : 0.5)
            ? "\(random.pick(SampleNames.given).lowercased())\(number)@example.com" : nil
        return Registration(
            serial: serial, status: status, source: isWalkIn ? .walkIn : .preApplication,
            name: Self.name(&random, isForeign: isForeign), phone: phone,
            affiliation: Self.affiliation(&random), category: random.pick(categories), email: email,
            answers: Self.answers(&random), form: form,
            consent: Consent(version: consentVersion, at: arrival.moment),
            publicID: Self.publicID(&random), version: 1, registeredAt: arrival.moment,
            mergedInto: status == .merged ? Serial(rawValue: serial.rawValue > 1 ? serial.rawValue - 1 : 2) : nil)
    }

    private static func name(_ random: inout SplitMix64, isForeign: Bool) -> String {
        if isForeign { return random.pick(SampleNames.given) + " " + random.pick(SampleNames.foreign) }
        let family = random.pick(SampleNames.families)
        let isShort = random.fraction() < 0.03
        return family + (isShort ? "" : random.pick(SampleNames.firsts)) + random.pick(SampleNames.seconds)
    }

    private static func affiliation(_ random: inout SplitMix64) -> String? {
        let share = random.fraction()
        if share < 0.18 { return nil }
        if share < 0.28 { return String(random.pick(SampleNames.big).map { $0 == "_" ? " " : $0 }) }
        return random.pick(SampleNames.places) + random.pick(SampleNames.words) + random.pick(SampleNames.kinds)
    }

    private static func answers(_ random: inout SplitMix64) -> Answers {
        guard let diet = FieldID("diet"), let interests = FieldID("interests"), random.fraction() < 0.6 else {
            return [:]
        }
        var answers: Answers = [diet: .text(random.pick(diets))]
        let (first, second) = (random.pick(Self.interests), random.pick(Self.interests))
        if random.fraction() < 0.5 { answers[interests] = .choices(first == second ? [first] : [first, second]) }
        return answers
    }

    private static func publicID(_ random: inout SplitMix64) -> String {
        let numbers = [random.next(), random.next()]
        return Hexadecimal.text(
            numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } })
    }
}
