// SPDX-License-Identifier: EUPL-1.2
// The strip's half of sispm: feature reports 3i (state of outlet i), 3i+1 (its schedule), 1 (serial
// number), 2 (buzzer). Each begins with its number. Another report, or one of another size, is a
// stall; a state other than 00 and 03 moves nothing. Mains is always there: bit 1 of a state.
#include <algorithm>
#include <map>

#include "drivers/emulators/boards.h"

namespace banc {
namespace {

constexpr std::size_t kStateLeast = 2;  // sispmctl 3.1 sends two bytes, later ones five
constexpr std::size_t kStateMost = 5;
constexpr unsigned kMainsPresent = 0x02;

class Sispm final : public BoardEmulator {
public:
    explicit Sispm(const BoardFacts& facts)
        : BoardEmulator(facts.channels),
          first_(facts.value({"first-outlet", 0, 1, 1})),
          schedule_size_(static_cast<std::size_t>(facts.value({"schedule-size", 0, 40, 39}))) {
        for (int outlet = 1; outlet <= facts.channels; ++outlet)
            schedules_[outlet] = Bytes(schedule_size_, 0x55);  // as they leave the factory
    }

    std::optional<Bytes> write(ByteView bytes, std::uint8_t report) override {
        if (bytes.empty() || bytes[0] != report) return std::nullopt;
        const bool state_sized = bytes.size() >= kStateLeast && bytes.size() <= kStateMost;
        if (const int outlet = outlet_at(report, 0); outlet != 0 && state_sized) {
            if (bytes[1] == 0x03) move(outlet, Coil::energised);
            if (bytes[1] == 0x00) move(outlet, Coil::released);
            return Bytes{};
        }
        if (const int outlet = outlet_at(report, 1); outlet != 0) {
            if (bytes.size() != schedule_size_) return std::nullopt;
            schedules_[outlet] = Bytes(bytes.begin(), bytes.end());
            return Bytes{};
        }
        const bool buzzer = report == 2 && bytes.size() == kStateLeast;
        return buzzer ? std::optional(Bytes{}) : std::nullopt;
    }

    std::optional<Bytes> read(std::size_t wanted, std::uint8_t report) override {
        Bytes said;
        if (const int outlet = outlet_at(report, 0); outlet != 0)
            said = {report, state_of(outlet), 0, 0, 0};
        else if (report == 1)
            said = {0x01, 0x02, 0x03, 0x04, 0x05};
        else if (const int planned = outlet_at(report, 1); planned != 0)
            said = schedules_[planned];
        else
            return std::nullopt;
        said.resize(std::min(wanted, said.size()));
        return said;
    }

private:
    // The outlet, counted from 1, whose report number is 3i + `kind`; 0: none.
    [[nodiscard]] int outlet_at(std::uint8_t report, int kind) const {
        if (report % 3 != kind || (kind == 1 && schedule_size_ == 0)) return 0;
        const int outlet = report / 3 - first_ + 1;
        return has(outlet) ? outlet : 0;
    }
    [[nodiscard]] std::uint8_t state_of(int outlet) const {
        const unsigned relay = coils() >> static_cast<unsigned>(outlet - 1) & 1U;
        return static_cast<std::uint8_t>(relay | kMainsPresent);
    }

    int first_;
    std::size_t schedule_size_;
    std::map<int, Bytes> schedules_;
};

}  // namespace

std::unique_ptr<BoardEmulator> make_sispm(const BoardFacts& facts) {
    if (facts.channels != 1 && facts.channels != 4) return nullptr;
    return std::make_unique<Sispm>(facts);
}

}  // namespace banc
