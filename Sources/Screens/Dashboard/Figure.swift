// What a dashboard can show: the numbers by the names that board files use.

public import Domain

/// One thing a tile shows.
public enum Figure: String, Hashable, Sendable, CaseIterable {
    case registered, approved, waiting, arrived
    case noShows = "no_shows"
    case enteredToday = "entered_today"
    case insideNow = "inside_now"
    case rate, forecast
    case byStatus = "by_status"
    case bySource = "by_source"
    case byCategory = "by_category"
    case byGate = "by_gate"
    case byDesk = "by_desk"
    case insideByArea = "inside_by_area"
    case perHour = "per_hour"
    case lastHour = "last_hour"

    public enum Value: Hashable, Sendable {
        case number(Int)
        /// A number with a decimal place.
        case text(String)
        /// Several numbers with names.
        case parts([NumberPart])
        /// First entries a minute, the oldest first.
        case minutes([Int])
    }

    /// - Parameter area: restricts what happens at gates to one area.
    public func value(_ numbers: EventNumbers, area: String? = nil) -> Value {
        switch self {
        case .registered: .number(numbers.registered)
        case .approved: .number(numbers.approved)
        case .waiting: .number(numbers.waiting)
        case .arrived: .number(numbers.arrivedPeople)
        case .noShows: .number(numbers.noShows)
        case .enteredToday: .number(numbers.enteredToday(area))
        case .insideNow: .number(numbers.insideNow(area))
        case .rate: .text(Self.tenths(numbers.rateInTenths(area)))
        case .forecast: .number(numbers.forecast(area))
        case .byStatus: .parts(numbers.byStatus)
        case .bySource: .parts(numbers.bySource)
        case .byCategory: .parts(numbers.byCategory)
        case .byGate: .parts(numbers.byGate(area))
        case .byDesk: .parts(numbers.byDesk)
        case .insideByArea: .parts(numbers.insideByArea)
        case .perHour: .parts(numbers.perHour(numbers.today, area))
        case .lastHour: .minutes(numbers.lastMinutes(60, area))
        }
    }

    private static func tenths(_ count: Int) -> String { "\(count / 10).\(abs(count % 10))" }
}
