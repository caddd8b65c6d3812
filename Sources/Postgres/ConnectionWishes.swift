// What a connection string asks for in the end.

import CPostgres
import Glibc

/// The settings in force, from the string, a service file and the environment, as far as it is ours to heed them.
struct ConnectionWishes {
    /// At least one, in the order of preference.
    let endpoints: [ConnectionEndpoint]
    /// A standby if there is one, else whoever answers. It is for all hosts together, so no single one can be asked.
    let prefersStandby: Bool
    /// Seconds; nil where nobody has said, or wants none: a desk does not wait for ever.
    let timeout: Int?

    init(_ settings: [(keyword: String, value: String)]) {
        // libpq merges settings only on its way to connect. What it refuses for one of them it has merged, and called nobody.
        // With a password given it does not complain of the password file here, as it will when it connects.
        let handle = ConnectionAttempt.start(settings + [("channel_binding", "none of these"), ("password", "none")])
        defer { PQfinish(handle) }
        let inForce = Self.inForce(handle)
        func list(_ keyword: String) -> [String] {
            guard let text = inForce[keyword], !text.isEmpty else { return [] }
            return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let listed = Self.endpoints(hosts: list("host"), addresses: list("hostaddr"), ports: list("port"))
        // What is not a plain list is libpq's to make sense of.
        endpoints = listed ?? [ConnectionEndpoint(place: [0])]
        prefersStandby = listed != nil && inForce["target_session_attrs"] == "prefer-standby"
        timeout = inForce["connect_timeout"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Nil where a part is left out, which cannot be said of one host alone, or where the lists do not belong together.
    private static func endpoints(
        hosts: [String], addresses: [String], ports: [String]
    ) -> [ConnectionEndpoint]? {
        let count = max(hosts.count, addresses.count)
        guard count > 0, !(hosts + addresses + ports).contains(""),
            [0, count].contains(hosts.count), [0, count].contains(addresses.count),
            [0, 1, count].contains(ports.count)
        else { return nil }
        return (0..<count).map { index in
            ConnectionEndpoint(
                host: hosts.isEmpty ? nil : hosts[index], address: addresses.isEmpty ? nil : addresses[index],
                // A single port stands for all hosts.
                port: ports.count == count ? ports[index] : ports.first, place: [index])
        }
    }

    private static func inForce(_ handle: OpaquePointer?) -> [String: String] {
        guard let options = PQconninfo(handle) else { return [:] }
        defer { PQconninfoFree(options) }
        var inForce: [String: String] = [:]
        var option = options
        while let name = option.pointee.keyword {
            inForce[String(cString: name)] = String(optional: option.pointee.val)
            option += 1
        }
        return inForce
    }
}
