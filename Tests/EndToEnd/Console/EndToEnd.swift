// One after another: each test has a server and a terminal of its own, and machines that build have few cores.

import Testing

@Suite(.serialized) enum EndToEnd {}
