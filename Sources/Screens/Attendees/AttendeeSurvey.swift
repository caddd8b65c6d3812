// What is known of a table as a whole: how many rows, and where its hundredths lie.

import Domain

/// Counts and landmarks of one filter and order. They come on their own ways and never hold up a page.
struct AttendeeSurvey: Equatable, Sendable {
    /// How many people there are.
    enum Total: Equatable, Sendable {
        case exactly(Int)
        /// As the database's planner thinks.
        case about(Int)
    }

    /// Where a row stands.
    enum Position: Equatable, Sendable {
        /// Counted from 1.
        case row(Int)
        /// Between two landmarks.
        case percent(Int)
    }

    /// Up to about so many are counted at once: a matter of milliseconds.
    static let fewPeople = 20_000

    var estimate: Int?
    var count: Int?
    var isCounting = false
    /// About so few that they are counted without being asked for, and without a word; tried once.
    var isChecking = false
    var isEstimating = false
    /// Keys that cut the table into parts of the same size, the first and the last row's among them.
    var landmarks: [AttendeeKey]?
    var isLandmarking = false
    /// Somebody has jumped by a fraction: from then on landmarks are kept ready.
    var wantsLandmarks = false
    /// The fraction to go to when the landmarks have come.
    var pendingPercent: Int?

    /// Another filter or order: what was known of the last one is worth nothing.
    /// - Parameter sameRows: only the order is another one, so that the counts still hold.
    func fresh(sameRows: Bool) -> AttendeeSurvey {
        var survey = AttendeeSurvey()
        survey.wantsLandmarks = wantsLandmarks
        guard sameRows else { return survey }
        survey.estimate = estimate
        survey.count = count
        survey.isCounting = isCounting
        survey.isChecking = isChecking
        survey.isEstimating = isEstimating
        return survey
    }

    /// Rows have come or gone: the count is an estimate from now on.
    mutating func grewOld() {
        estimate = count ?? estimate
        count = nil
        isChecking = false
    }

    /// The landmark nearest to a fraction; nil while there are none.
    func landmark(at percent: Int) -> AttendeeKey? {
        guard let landmarks, !landmarks.isEmpty else { return nil }
        return landmarks[(percent * (landmarks.count - 1) + 50) / 100]
    }

    /// The fraction of rows before a key, by the landmarks around it.
    func percent(of key: AttendeeKey, in sort: AttendeeSort) -> Int? {
        guard let landmarks, landmarks.count > 1 else { return nil }
        var (low, high) = (0, landmarks.count)
        while low < high {
            let middle = (low + high) / 2
            if sort.precedes(landmarks[middle], key) { low = middle + 1 } else { high = middle }
        }
        return min(low * 100 / (landmarks.count - 1), 100)
    }
}

extension AttendeeSort {
    /// Whether one place comes before another in this order, as the database sorts: by the values' bytes, ties by serial.
    func precedes(_ left: AttendeeKey, _ right: AttendeeKey) -> Bool {
        let ascends =
            left.value == right.value
            ? left.serial < right.serial : left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
        return left != right && ascends != isDescending
    }
}
