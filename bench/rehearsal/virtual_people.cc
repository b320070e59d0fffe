// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/virtual_people.h"

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr Nanos kShutdown = 6s;  // an orderly power-off takes 1–3 s on the virtual PC
constexpr Nanos kLook = 200ms;
constexpr Nanos kOffOnGap = 1s;  // design.md §7: ATX off/on gap

}  // namespace

Task<Result<std::string>> VirtualPeople::ask(PersonRequest request) {
    Result<void> done;
    if (request.act != PersonAct::power_on) done = co_await switch_off();
    if (done && request.act == PersonAct::restart) co_await pause(loop_, kOffOnGap);
    if (done && request.act != PersonAct::power_off) done = co_await switch_on();
    if (!done) co_return tl::unexpected(done.error());
    co_return "démonstration (" + request.role + ")";
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
