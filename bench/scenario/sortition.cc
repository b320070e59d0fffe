// SPDX-License-Identifier: EUPL-1.2
#include "bench/scenario/sortition.h"

#include <algorithm>
#include <random>
#include <set>

namespace banc {
namespace {

class Urn {
public:
    Urn(const Referential& title, const Lot& lot) : title_(title), lot_(lot), dice_(lot.seed) {}

    std::vector<Drawn> draw(std::span<const Scenario> library) {
        std::vector<const Scenario*> left;
        for (const auto& scenario : library)
            if (fits(scenario)) left.push_back(&scenario);
        shuffle(left);
        auto strata = competences();
        shuffle(strata);
        std::vector<Drawn> drawn;
        for (bool found = true; found && drawn.size() < lot_.count;) {
            found = false;
            for (const auto& competence : strata)
                if (drawn.size() < lot_.count && take(left, competence, drawn)) found = true;
        }
        return drawn;
    }

private:
    // mt19937_64 is the same everywhere; the standard's distributions and shuffle are not.
    template <class T>
    void shuffle(std::vector<T>& some) {
        for (auto n = some.size(); n > 1; --n) std::swap(some[n - 1], some[dice_() % n]);
    }

    [[nodiscard]] bool fits(const Scenario& scenario) const {
        const auto& modes = scenario.modes;
        const bool allowed = std::find(modes.begin(), modes.end(), lot_.mode) != modes.end();
        return allowed && (lot_.level == 0 || scenario.level == lot_.level);
    }

    [[nodiscard]] std::vector<std::string> competences() const {
        std::vector<std::string> ids;
        for (const auto& unit : title_.units)
            for (const auto& competence : unit.competences) ids.push_back(competence.id);
        return ids;
    }

    // A know-how is a tag; the competences of the other titles are scored.
    [[nodiscard]] bool serves(const Scenario& scenario, const std::string& competence) const {
        const bool tags = title_.nature == Nature::job_sheet;
        const auto ids = tags ? scenario.rome : scenario.competences(title_.code);
        return std::find(ids.begin(), ids.end(), competence) != ids.end();
    }

    bool take(std::vector<const Scenario*>& left, const std::string& competence,
              std::vector<Drawn>& drawn) {
        const auto found = std::find_if(left.begin(), left.end(), [&](const Scenario* s) {
            return serves(*s, competence) && apart(*s);
        });
        if (found == left.end()) return false;
        drawn.push_back({competence, *found});
        const auto held = lines(**found);
        lines_.insert(held.begin(), held.end());
        left.erase(found);
        return true;
    }

    static std::set<std::string> lines(const Scenario& scenario) {
        std::set<std::string> held;
        for (const auto& step : scenario.inject)
            if (step.open) held.insert(step.open->line);
        return held;
    }

    [[nodiscard]] bool apart(const Scenario& scenario) const {
        const auto held = lines(scenario);
        return std::none_of(held.begin(), held.end(),
                            [&](const auto& line) { return lines_.contains(line); });
    }

    const Referential& title_;
    Lot lot_;
    std::mt19937_64 dice_;
    std::set<std::string> lines_;
};

}  // namespace

std::vector<Drawn> draw_lots(const Referential& title, std::span<const Scenario> library,
                             const Lot& lot) {
    return Urn(title, lot).draw(library);
}

}  // namespace banc
