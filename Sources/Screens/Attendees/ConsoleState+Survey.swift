// How many people there are, and jumps: to a serial, or to a fraction of the table.

import Desk
import Domain
import Store
import Terminal

extension ConsoleState {
    /// What is worth knowing once a page has come and is not all there is.
    mutating func surveyEffects() -> [ConsoleEffect] {
        guard desk != nil, !attendees.window.hasAll, !attendees.window.isEmpty else { return [] }
        var effects: [ConsoleEffect] = []
        if attendees.total == nil, !attendees.survey.isEstimating {
            attendees.survey.isEstimating = true
            effects.append(.ask(.estimate, .estimate(attendees.filter)))
        }
        if case .about(let few) = attendees.total, few <= AttendeeSurvey.fewPeople, !attendees.survey.isChecking,
            !attendees.survey.isCounting
        {
            attendees.survey.isChecking = true
            effects.append(.ask(.count, .count(attendees.filter)))
        }
        if attendees.survey.wantsLandmarks, attendees.survey.landmarks == nil { effects += askLandmarks() }
        return effects
    }

    /// Counts exactly, or says the number where it is known.
    mutating func countAttendees() -> [ConsoleEffect] {
        if case .exactly(let count) = attendees.total { return tell(words.people(count)) }
        guard desk != nil else { return tell(words.notOpenYet, .warning) }
        guard !attendees.survey.isCounting else { return [] }
        attendees.survey.isCounting = true
        return [.ask(.count, .count(attendees.filter))]
    }

    mutating func stopCounting() -> [ConsoleEffect] {
        attendees.survey.isCounting = false
        return [.cancel(.count)] + tell(words.countingStopped, .warning)
    }

    mutating func takeCount(_ filter: AttendeeFilter, _ result: Result<Int, DeskError>) -> [ConsoleEffect] {
        let wasAskedFor = attendees.survey.isCounting
        let isExporting = if case .export = overlay { true } else { false }
        guard filter == attendees.filter, wasAskedFor || attendees.survey.isChecking || isExporting else { return [] }
        attendees.survey.isCounting = false
        switch result {
        case .success(let count):
            attendees.survey.count = count
            sayExportScope()
            return []
        case .failure(let error): return wasAskedFor ? tell(words.notDone(error), .bad) : []
        }
    }

    /// An estimate that fails is missed by nobody.
    mutating func takeEstimate(_ filter: AttendeeFilter, _ result: Result<Int, DeskError>) -> [ConsoleEffect] {
        guard filter == attendees.filter else { return [] }
        attendees.survey.isEstimating = false
        if case .success(let count) = result { attendees.survey.estimate = count }
        return surveyEffects()
    }

    // MARK: Jumps

    mutating func askWhereTo() -> [ConsoleEffect] {
        layers.push(
            .jump(
                Dialog(
                    title: words.jumpTitle, body: words.jumpBody,
                    content: .prompt(TextField(maxClusters: 20, placeholder: words.jumpHint)))))
        return []
    }

    mutating func pressJump(_ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .dismissed:
            overlay = nil
            return []
        case .entered(let text):
            guard let target = JumpTarget(text) else {
                dialog.fault = words.jumpNotUnderstood
                overlay = .jump(dialog)
                return []
            }
            overlay = nil
            return jump(to: target)
        case .chosen, .consumed, .ignored:
            overlay = .jump(dialog)
            return []
        }
    }

    mutating func jump(to target: JumpTarget) -> [ConsoleEffect] {
        guard desk != nil else { return tell(words.notOpenYet, .warning) }
        attendees.survey.pendingPercent = nil
        switch target {
        case .serial(let serial):
            // The rows of before are no place to stay at.
            if attendees.isOutdated { return askPage(.around(serial), .place(serial)) }
            let index = attendees.window.rows.firstIndex { $0.registration.serial == serial }
            guard let index else { return askPage(.around(serial), .find(serial)) }
            attendees.window.select(attendees.window.base + index)
            return moved()
        case .percent(let percent): return jump(toPercent: percent)
        }
    }

    private mutating func jump(toPercent percent: Int) -> [ConsoleEffect] {
        let table = attendees.window.table
        if !attendees.isOutdated, let start = table.start, let count = table.count, count <= RowWindow.farthestSkip {
            guard count > 0 else { return [] }
            attendees.window.select(start + percent * (count - 1) / 100)
        } else if percent == 0 {
            attendees.window.jump(.first)
        } else if percent == 100 {
            attendees.window.jump(.last)
        } else if let key = attendees.survey.landmark(at: percent) {
            attendees.window.jump(.from(key))
        } else {
            attendees.survey.pendingPercent = percent
            attendees.survey.wantsLandmarks = true
            return askLandmarks()
        }
        return moved()
    }

    private mutating func askLandmarks() -> [ConsoleEffect] {
        guard !attendees.survey.isLandmarking else { return [] }
        attendees.survey.isLandmarking = true
        return [.ask(.landmarks, .landmarks(attendees.filter, attendees.sort))]
    }

    mutating func takeLandmarks(
        _ filter: AttendeeFilter, _ sort: AttendeeSort, _ result: Result<[AttendeeKey], DeskError>
    ) -> [ConsoleEffect] {
        guard filter == attendees.filter, sort == attendees.sort else { return [] }
        attendees.survey.isLandmarking = false
        let percent = attendees.survey.pendingPercent
        attendees.survey.pendingPercent = nil
        switch result {
        case .success(let keys):
            attendees.survey.landmarks = keys
            guard let percent, !keys.isEmpty else { return [] }
            return jump(toPercent: percent)
        case .failure(let error): return percent == nil ? [] : tell(words.notDone(error), .bad)
        }
    }

    // MARK: A serial that is not here

    /// Nobody has this serial, or the filter leaves them out: which of the two decides what to offer.
    mutating func explainMissing(_ serial: Serial) -> [ConsoleEffect] {
        guard !attendees.filter.isEmpty else { return tell(words.noSuchSerial(serial), .warning) }
        attendees.missing = serial
        return [.ask(.missing, .person(serial))]
    }

    mutating func takeMissing(_ serial: Serial, _ result: Result<PersonCard, DeskError>) -> [ConsoleEffect] {
        attendees.missing = nil
        switch result {
        case .failure(.notFound): return tell(words.noSuchSerial(serial), .warning)
        case .failure(let error): return tell(words.notDone(error), .bad)
        case .success(let card):
            // A dialog must not come up over something that was opened meanwhile, under typing hands.
            guard place == .attendees, overlay == nil, !attendees.isSearching else {
                return tell(words.outsideFilter(named(card.row)), .warning)
            }
            let items = [MenuItem(words.openThem), MenuItem(words.everybodyAround), MenuItem(words.stay)]
            layers.push(
                .missing(
                    card,
                    Dialog(
                        title: words.jumpTitle, body: words.outsideFilter(named(card.row)), content: .menu(items))))
            return []
        }
    }

    mutating func pressMissing(_ card: PersonCard, _ dialog: Dialog, _ press: KeyPress) -> [ConsoleEffect] {
        var dialog = dialog
        switch dialog.handle(press) {
        case .chosen(0):
            overlay = nil
            return show(card, .card)
        case .chosen(1):
            overlay = nil
            return clearSearch(keeping: card.row.serial)
        case .chosen, .dismissed: overlay = nil
        case .consumed, .ignored, .entered: overlay = .missing(card, dialog)
        }
        return []
    }
}
