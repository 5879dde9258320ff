import ArgumentParser
import Commands

/// The option of the commands that can look for a key elsewhere.
struct ProbeOptions: ParsableArguments {
    @Flag(help: "Where the key is unknown, ask the exchange's other sites and the other environment for it, with one signed request each.")
    var probe = false

    var consent: ProbeConsent { probe ? .given : .withheld }
}
