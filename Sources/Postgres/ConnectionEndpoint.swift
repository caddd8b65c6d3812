// A place to connect to.

import Glibc

/// One of the hosts of a connection string.
struct ConnectionEndpoint {
    /// A name, an address or a socket's folder; nil leaves everything to the string.
    var host: String?
    /// A numeric address, which spares looking the host up.
    var address: String?
    var port: String?
    /// Which is to be preferred: by the place in the string, then by that among a name's addresses.
    var place: [Int]

    /// Put behind a connection string, they lead here alone.
    var settings: [(keyword: String, value: String)] {
        [("host", host), ("hostaddr", address), ("port", port)].compactMap { keyword, value in
            value.map { (keyword, $0) }
        }
    }

    /// It has to be looked up first, and that may take long or lead to several addresses.
    var isName: Bool {
        guard let host, address == nil else { return false }
        return !host.hasPrefix("/") && !host.hasPrefix("@") && !HostLookup.isAddress(host)
    }

    /// The same host by the addresses its name stands for.
    func at(_ addresses: [String]) -> [ConnectionEndpoint] {
        addresses.enumerated().map { index, address in
            ConnectionEndpoint(host: host, address: address, port: port, place: place + [index])
        }
    }
}
