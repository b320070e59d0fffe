// SPDX-License-Identifier: EUPL-1.2
#include "bench/cli/proof_words.h"

#include "drivers/transport/hub_store.h"

namespace banc {

Checked<PortProof> port_proof(const std::string& data_folder, const HubModel& model, int port) {
    const auto stored = load_qualification(data_folder, model);
    if (!stored) return tl::unexpected<Errors>(stored.error());
    if (!*stored) return PortProof{};
    const auto measured = (*stored)->ports.find(port);
    if (measured == (*stored)->ports.end()) return PortProof{};
    return PortProof{measured->second, true};
}

Checked<PortProof> port_proof(const std::string& data_folder, const ContactBoard& board, int port) {
    const auto* hub = dynamic_cast<const HubBoard*>(&board);
    if (hub == nullptr) return PortProof{};
    return port_proof(data_folder, hub->box().model, port);
}

Text say(const PortProof& proof) {
    const auto& m = proof.measure;
    if (!proof.known) return text("coupure annoncée, jamais prouvée", "cut claimed, never proven");
    switch (m.proven) {
        case Proof::not_proven:
            return text("coupure annoncée, et l'essai ne l'a pas prouvée ({}, {})",
                        "cut claimed, and a trial did not prove it ({}, {})", m.by, m.when);
        case Proof::device_left:
            return text("l'appareil est parti à la coupure, VBUS pas mesuré ({}, {})",
                        "the device left when it was cut, VBUS not measured ({}, {})", m.by,
                        m.when);
        case Proof::vbus_measured:
            return text("VBUS mesuré à {} mV à la coupure ({}, {})",
                        "VBUS measured at {} mV when cut ({}, {})", m.millivolts, m.by, m.when);
    }
    return {};
}

}  // namespace banc
