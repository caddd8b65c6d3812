// Carrying out effects once their frame is out.

extension Program {
    func startEffects() {
        for step in desk.takeSteps() {
            switch step {
            case .perform(let ticket, let request): perform(ticket, request)
            case .abandon(let ticket): performer.cancel(ticket)
            case .bell: presenter.ring()
            case .copy(let text): presenter.copy(text)
            case .redraw: repaint()
            case .captureMouse(let isOn):
                parser.reportsMouse = isOn
                presenter.captureMouse(isOn)
            case .suspend: if exitCode == nil { suspend() }
            case .quit(let code): exitCode = exitCode ?? code
            }
        }
    }

    private func perform(_ ticket: Ticket, _ request: App.Request) {
        let mailbox = inbox.mailbox
        performer.perform(
            request, ticket: ticket,
            reply: { mailbox.post(.answer(ticket, $0)) },
            done: { mailbox.post(.done(ticket)) })
    }

    /// Stop until continued. Without a device, in a script, there is no shell to go to and only the repaint remains.
    func suspend() {
        guard let device else { return repaint() }
        device.suspend()
        repaint()
        needsMeasuring = true
    }
}
