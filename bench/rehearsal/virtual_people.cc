// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/virtual_people.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kShutdown = 6s;  // an orderly power-off takes 1–3 s on the virtual PC
constexpr Nanos kLook = 200ms;
constexpr Nanos kOffOnGap = 1s;  // design.md §7: ATX off/on gap

}  // namespace

Task<Result<PersonAnswer>> VirtualPeople::ask(PersonRequest request) {
    Result<void> done;
    switch (request.act) {
        case PersonAct::power_on: done = co_await switch_on(); break;
        case PersonAct::power_off: done = co_await switch_off(); break;
        case PersonAct::restart: done = co_await restart(); break;
        case PersonAct::prepare: done = co_await set(request.part, "fault"); break;
        case PersonAct::put_back: done = co_await set(request.part, "healthy"); break;
    }
    if (!done) co_return tl::unexpected(done.error());
    PersonAnswer answer{"démonstration (" + request.role + ")", std::move(request.checklist)};
    co_return answer;
}

Task<Result<void>> VirtualPeople::restart() {
    auto off = co_await switch_off();
    if (!off) co_return off;
    co_await pause(loop_, kOffOnGap);
    auto on = co_await switch_on();
    co_return on;
}

// The parts no relay holds; the panel refuses the others.
Task<Result<void>> VirtualPeople::set(std::string part, std::string to) {
    Json request{{"set", part}, {"to", to}};
    auto answer = co_await panel_.ask(std::move(request));
    if (!answer) co_return tl::unexpected(answer.error());
    co_return Result<void>{};
}

Task<Result<void>> VirtualPeople::press(std::string how) {
    Json request{{"do", how}, {"part", "pc.power"}};
    auto answer = co_await hands_.ask(std::move(request));
    if (!answer) co_return tl::unexpected(answer.error());
    co_return Result<void>{};
}

Task<Result<bool>> VirtualPeople::powered() {
    Json request{{"ask", "status"}};
    auto status = co_await panel_.ask(std::move(request));
    if (!status) co_return tl::unexpected(status.error());
    co_return status->value("power", "") == "on";
}

// As a careful person does: a short press first, and five seconds only if nothing happens.
Task<Result<void>> VirtualPeople::switch_off() {
    auto on = co_await powered();
    if (!on) co_return tl::unexpected(on.error());
    if (!*on) co_return Result<void>{};
    auto pressed = co_await press("press");
    if (!pressed) co_return pressed;
    const Nanos patience = loop_.now().since_boot + kShutdown;
    while (loop_.now().since_boot < patience) {
        co_await pause(loop_, kLook);
        on = co_await powered();
        if (!on) co_return tl::unexpected(on.error());
        if (!*on) co_return Result<void>{};
    }
    auto held = co_await press("hold");
    if (!held) co_return held;
    on = co_await powered();
    if (!on) co_return tl::unexpected(on.error());
    if (*on)
        co_return fail(Errc::environment, {"le PC ne s'éteint pas", "the PC does not switch off"});
    co_return Result<void>{};
}

Task<Result<void>> VirtualPeople::switch_on() {
    auto on = co_await powered();
    if (!on) co_return tl::unexpected(on.error());
    if (*on) co_return Result<void>{};
    auto pressed = co_await press("press");
    co_return pressed;
}

}  // namespace banc
