// SPDX-License-Identifier: EUPL-1.2
// Many consoles that talk: pseudo-terminals fed with seeded lines, at the rate of a serial line or
// as fast as they are read. Prints the terminals, waits for a line on standard input, talks, prints
// what it did as JSON, and waits for another line. Each event is stamped in the truth file with the
// time just before its last byte was written.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <pty.h>
#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::size_t kPourBytes = 4096;
constexpr std::int64_t kTick = 5 * kMs;  // a UART's FIFO and a USB adapter bring more at once
constexpr std::int64_t kPromptSilence = 20 * kMs;

struct Plan {
    std::size_t consoles = 1;
    double rate = 0;    // bytes a second on each; 0: as fast as it is read
    double amount = 0;  // seconds, or with rate 0 megabytes in all
    unsigned patterns = 1;
    unsigned every = 25;  // one line of so many is an event
    unsigned seed = 1;
    std::FILE* truth = nullptr;
};

void wait_for_line() {
    for (int c = 0; c != '\n' && c != EOF;) c = std::getchar();
}

std::int64_t now() {
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

struct Event {
    std::size_t end;  // in the text that waits
    unsigned pattern;
    unsigned number;
};

struct Console {
    int master = -1;
    int slave = -1;
    std::mt19937 random;
    crypto_generichash_state hash{};
    std::string text;  // to be written
    std::size_t sent = 0;
    std::vector<Event> events;  // in text, in order
    std::size_t told = 0;
    unsigned number = 0;
    std::int64_t start = 0;
    std::int64_t silent_until = 0;
    double owed = 0;
    std::int64_t refused_since = 0;
    std::uint64_t bytes = 0;
};

// About 80 characters, as a kernel's log; one event of 8 is a prompt.
void compose(Console& console, const Plan& plan) {
    console.text.erase(0, console.sent);
    console.events.clear();
    console.told = 0;
    console.sent = 0;
    while (console.text.size() < kPourBytes) {
        auto& random = console.random;
        console.text += fmt::format("[{:5}.{:06}] ", random() % 100000, random() % 1000000);
        if (random() % plan.every == 0) {
            const auto pattern = random() % plan.patterns;
            const auto letter = static_cast<char>('A' + pattern % 26);  // as words begin: anyhow
            console.text += fmt::format("{}VT{:03} n={};", letter, pattern, ++console.number);
            const bool prompt = plan.rate > 0 && random() % 8 == 0;
            if (!prompt) console.text += "\r\n";
            console.events.push_back(
                {console.text.size(), static_cast<unsigned>(pattern), console.number});
            if (!prompt) continue;
            console.events.back().pattern |= 0x8000U;
            console.text += "\r\n";
        } else {
            const auto length = 20 + random() % 80;
            for (unsigned i = 0; i < length; ++i)
                console.text += static_cast<char>('a' + random() % 26);
            console.text += "\r\n";
        }
    }
}

struct Written {
    std::size_t tried = 0;
    std::size_t taken = 0;
};

// Up to `want` bytes, never past a prompt.
Written write_some(Console& console, std::size_t want, const Plan& plan, std::size_t who) {
    if (console.sent >= console.text.size()) compose(console, plan);
    auto end = std::min(console.sent + want, console.text.size());
    for (auto i = console.told; i < console.events.size(); ++i) {
        const bool prompt = (console.events[i].pattern & 0x8000U) != 0;
        if (prompt && console.events[i].end < end) end = console.events[i].end;
    }
    const auto* from = console.text.data() + console.sent;
    const auto tried = end - console.sent;
    const auto at = now();
    const auto got = write(console.master, from, tried);
    if (got <= 0) return {tried, 0};
    crypto_generichash_update(&console.hash, reinterpret_cast<const unsigned char*>(from),
                              static_cast<unsigned long long>(got));
    console.sent += static_cast<std::size_t>(got);
    console.bytes += static_cast<std::uint64_t>(got);
    while (console.told < console.events.size() &&
           console.events[console.told].end <= console.sent) {
        const auto& event = console.events[console.told++];
        const bool prompt = (event.pattern & 0x8000U) != 0;
        if (prompt) console.silent_until = at + kPromptSilence;
        fmt::print(plan.truth, "{} {} {} {} {}\n", who, event.pattern & 0x7fffU, event.number, at,
                   prompt ? "prompt" : "line");
    }
    return {tried, static_cast<std::size_t>(got)};
}

// The line at hand is finished, or a prompt would seem to stand where the truth has none.
void finish_line(Console& console, const Plan& plan, std::size_t who) {
    const auto end = console.text.find('\n', console.sent) + 1;
    pollfd room{console.master, POLLOUT, 0};
    while (console.sent < end && end != 0 && poll(&room, 1, 2000) > 0)
        write_some(console, end - console.sent, plan, who);
}

struct Lost {
    std::uint64_t bytes = 0;
    std::int64_t longest = 0;  // that one terminal refused, ns
};

// A UART does not wait: what a full terminal refuses is lost.
void count(Lost& lost, Console& console, const Written& written) {
    if (written.taken == written.tried) console.refused_since = 0;
    if (written.taken == written.tried) return;
    lost.bytes += written.tried - written.taken;
    if (console.refused_since == 0) console.refused_since = now();
    lost.longest = std::max(lost.longest, now() - console.refused_since);
}

Lost talk_at_rate(std::vector<Console>& consoles, const Plan& plan) {
    Lost lost;
    const auto begin = now();
    const auto end = begin + static_cast<std::int64_t>(plan.amount * 1e9);
    const auto share = plan.rate * static_cast<double>(kTick) / 1e9;
    for (std::int64_t due = begin; due < end; due += kMs) {
        const auto tick = static_cast<std::size_t>((due - begin) / kMs) % (kTick / kMs);
        for (std::size_t who = tick; who < consoles.size(); who += kTick / kMs) {
            auto& console = consoles[who];
            if (console.silent_until > due) continue;
            console.owed += share;
            const auto want = static_cast<std::size_t>(console.owed);
            const auto written = write_some(console, want, plan, who);
            count(lost, console, written);
            console.owed -= static_cast<double>(written.tried);
        }
        const timespec until{(due + kMs) / 1'000'000'000, (due + kMs) % 1'000'000'000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
    }
    return lost;
}

void talk_at_once(std::vector<Console>& consoles, const Plan& plan) {
    const auto each =
        static_cast<std::uint64_t>(plan.amount * 1e6 / static_cast<double>(consoles.size()));
    std::vector<pollfd> waits;
    for (const auto& console : consoles) waits.push_back({console.master, POLLOUT, 0});
    for (auto left = consoles.size(); left > 0;) {
        if (poll(waits.data(), waits.size(), 10000) <= 0) return;  // nobody reads any more
        for (std::size_t who = 0; who < consoles.size(); ++who) {
            if ((waits[who].revents & POLLOUT) == 0) continue;
            write_some(consoles[who], kPourBytes, plan, who);
            if (consoles[who].bytes < each) continue;
            waits[who].fd = -1;
            --left;
        }
    }
}

bool open_console(Console& console, unsigned seed) {
    termios raw{};
    char path[64];
    cfmakeraw(&raw);
    if (openpty(&console.master, &console.slave, path, &raw, nullptr) != 0) return false;
    fcntl(console.master, F_SETFL, O_NONBLOCK);
    console.random.seed(seed);
    crypto_generichash_init(&console.hash, nullptr, 0, 32);
    fmt::print("{}\n", path);
    return true;
}

std::string hash_of(Console& console) {
    unsigned char out[32];
    crypto_generichash_final(&console.hash, out, sizeof out);
    std::string hex;
    for (const auto byte : out) hex += fmt::format("{:02x}", byte);
    return hex;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 8 || sodium_init() < 0) {
        fmt::print(stderr, "console_writer CONSOLES RATE AMOUNT PATTERNS EVERY SEED TRUTH\n");
        return 2;
    }
    const Plan plan{std::stoul(argv[1]),
                    std::stod(argv[2]),
                    std::stod(argv[3]),
                    static_cast<unsigned>(std::stoul(argv[4])),
                    static_cast<unsigned>(std::stoul(argv[5])),
                    static_cast<unsigned>(std::stoul(argv[6])),
                    std::fopen(argv[7], "w")};
    std::vector<Console> consoles(plan.consoles);
    for (std::size_t i = 0; i < consoles.size(); ++i)
        if (!open_console(consoles[i], plan.seed + static_cast<unsigned>(i))) return 3;
    fmt::print("ready\n");
    std::fflush(stdout);
    wait_for_line();
    const auto begin = now();
    Lost lost;
    if (plan.rate > 0)
        lost = talk_at_rate(consoles, plan);
    else
        talk_at_once(consoles, plan);
    for (std::size_t who = 0; who < consoles.size(); ++who) finish_line(consoles[who], plan, who);
    std::fclose(plan.truth);
    std::uint64_t bytes = 0;
    std::string hashes;
    for (auto& console : consoles) {
        bytes += console.bytes;
        hashes += fmt::format("{}\"{}\"", hashes.empty() ? "" : ",", hash_of(console));
    }
    fmt::print(R"({{"bytes":{},"lost":{},"stall_ms":{},"seconds":{},"hashes":[{}]}})"
               "\n",
               bytes, lost.bytes, static_cast<double>(lost.longest) / 1e6,
               static_cast<double>(now() - begin) / 1e9, hashes);
    std::fflush(stdout);
    wait_for_line();
    return 0;
}
