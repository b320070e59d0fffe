// SPDX-License-Identifier: EUPL-1.2
#include "bench/rehearsal/terminal_candidate.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace banc {
namespace {

using namespace std::chrono_literals;

constexpr char kEscapeKey = 0x1d;  // Ctrl-], as telnet and virsh use it
constexpr char kCtrlC = 0x03;

struct Hand {
    char key;
    const char* verb;
    const char* part;
    Text words;
};
const Hand kHands[] = {
    {'1', "press", "pc.power", {"appuyer sur le bouton marche", "press the power button"}},
    {'2', "hold", "pc.power", {"maintenir le bouton 5 s", "hold the power button 5 s"}},
    {'3', "replace", "pc.nic0.pair", {"changer le cordon réseau", "replace the network cord"}},
    {'4', "replace", "pc.disk0.power", {"changer le câble du disque", "replace the disk's cable"}},
    {'5', "replace", "pc.keyboard.vbus", {"clavier : autre port", "keyboard: another port"}},
    {'6', "reseat", "pc.ram1", {"réinsérer la barrette", "reseat the memory module"}},
    {'7', "swap", "pc.disk0", {"mettre un disque neuf", "fit a new disk"}},
    {'8', "swap", "pc.disk1", {"disque de données neuf", "fit a new data disk"}},
    {'9', "unplug", "pc.stick.vbus", {"retirer la clé USB", "pull the USB stick"}},
    {'0', "measure", "pc.rail12", {"mesurer le +12 V", "measure the +12 V"}},
};

}  // namespace

RawTerminal::RawTerminal() {
    tcgetattr(STDIN_FILENO, &before_);
    termios raw = before_;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    measure();
    write(fmt::format("\x1b[2J\x1b[1;{}r\x1b[H", rows_ - 1));
}

// True when the window has another size than before.
bool RawTerminal::measure() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row < 2) return false;
    const bool other = rows_ != size.ws_row || columns_ != size.ws_col;
    rows_ = size.ws_row;
    columns_ = size.ws_col;
    return other;
}

RawTerminal::~RawTerminal() {
    write(fmt::format("\x1b[r\x1b[{};1H\x1b[K\n", rows_));
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);  // what was typed ahead is not for the shell
}

void RawTerminal::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void RawTerminal::status(const std::string& words) {
    if (measure())  // the cursor stays where the PC left it
        write(
            fmt::format("\x1b"
                        "7\x1b[1;{}r\x1b"
                        "8",
                        rows_ - 1));
    std::string fitted;  // cut by characters, not bytes
    int room = columns_;
    for (const char c : words) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && room-- == 0) break;
        fitted += c;
    }
    write(
        fmt::format("\x1b"
                    "7\x1b[{};1H\x1b[7m{}\x1b[K\x1b[0m\x1b"
                    "8",
                    rows_, fitted));
}

TerminalCandidate::TerminalCandidate(Seat seat) : at_(seat) {
    at_.desk.listen({[this](ByteView bytes, Instant) {
                         if (terminal_) terminal_->write(to_string(bytes));
                     },
                     [](ModemSignals, Instant) {},
                     [this](const Error&) {
                         if (abort_) abort_();
                     }});
}

Task<void> TerminalCandidate::repair() {
    // However this ends, by the person, the clock or an abort: the terminal is given back.
    struct Leave {
        TerminalCandidate& candidate;
        ~Leave() { candidate.give_back_terminal(); }
    };
    const Leave leave{*this};
    Answer<Done> finished(at_.loop);
    finished_.emplace(finished.resolver());
    terminal_.emplace();
    std::string brief = "\r\n" + at_.scenario.title + "\r\n\r\n";
    for (const char c : at_.scenario.brief)
        brief += c == '\n' ? std::string("\r\n") : std::string(1, c);
    terminal_->write(brief + "\r\n");
    keys_.emplace(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&*keys_, &QSocketNotifier::activated, &*keys_, [this] { typed(); });
    refresh();
    co_await finished;
}

void TerminalCandidate::give_back_terminal() {
    finished_.reset();
    tick_.reset();
    keys_.reset();
    hand_.reset();
    terminal_.reset();
}

Task<void> TerminalCandidate::be_told(std::vector<std::string> notice) {
    std::string page =
        at_.lang == Lang::fr ? "\nCe qui est enregistré :\n" : "\nWhat is recorded:\n";
    for (const auto& item : notice) page += "  - " + item + "\n";
    page += at_.lang == Lang::fr ? "\nEntrée pour commencer. " : "\nEnter to begin. ";
    fmt::print("{}", page);
    std::fflush(stdout);
    Answer<Done> read_it(at_.loop);
    QSocketNotifier keys(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&keys, &QSocketNotifier::activated, &keys, [&keys, told = read_it.resolver()] {
        std::array<char, 256> line{};
        if (::read(STDIN_FILENO, line.data(), line.size()) <= 0) keys.setEnabled(false);
        told(Done{});
    });
    co_await read_it;
}

void TerminalCandidate::notice(std::string words) {
    notice_ = std::move(words);
    if (terminal_ && keyboard_ == Keyboard::pc) refresh();
}

std::string TerminalCandidate::clock() const {
    if (exam_ == nullptr) return "--:--";
    return clock_text(exam_->clock().left(at_.loop.now().since_boot));
}

void TerminalCandidate::refresh() {
    if (terminal_ && keyboard_ == Keyboard::pc)
        terminal_->status(fmt::format(" {}  │ Ctrl-] {} │ {}", clock(),
                                      at_.lang == Lang::fr ? "mains, fin" : "hands, done",
                                      notice_));
    tick_ = at_.loop.after(1s, [this] { refresh(); });
}

void TerminalCandidate::typed() {
    std::array<char, 256> keys{};
    const auto count = ::read(STDIN_FILENO, keys.data(), keys.size());
    if (count <= 0) {
        keys_->setEnabled(false);
        if (abort_) abort_();
        return;
    }
    for (const char key : std::string_view(keys.data(), static_cast<std::size_t>(count))) {
        if (keyboard_ == Keyboard::menu) {
            chosen(key);
        } else if (key == kEscapeKey) {
            show_menu();
        } else if (!at_.desk.write(view(std::string_view(&key, 1)))) {
            notice(at_.lang == Lang::fr ? "le PC ne lit pas le clavier" : "the PC does not read");
        }
        if (!keys_ || over_) return;  // keys pasted behind the last one are nobody's
    }
}

void TerminalCandidate::show_menu() {
    keyboard_ = Keyboard::menu;
    std::string menu = "\r\n";
    for (const auto& hand : kHands)
        menu += fmt::format("  {}  {}\r\n", hand.key, hand.words.in(at_.lang));
    menu += at_.lang == Lang::fr
                ? "  t  rendre le poste (terminé)\r\n  q  interrompre l'épreuve\r\n"
                  "  autre touche : revenir au PC\r\n"
                : "  t  hand the PC back (done)\r\n  q  abort the exam\r\n"
                  "  any other key: back to the PC\r\n";
    terminal_->write(menu);
    terminal_->status(at_.lang == Lang::fr ? " vos mains ?" : " your hands?");
}

void TerminalCandidate::leave_menu() {
    keyboard_ = Keyboard::pc;
    refresh();
}

void TerminalCandidate::chosen(char key) {
    leave_menu();
    for (const auto& hand : kHands)
        if (hand.key == key) {
            hand_.emplace(use_hands(hand.verb, hand.part));
            return notice(hand.words.in(at_.lang));
        }
    if (key == 't' && finished_) {
        keys_->setEnabled(false);
        over_ = true;
        return (*finished_)(Done{});
    }
    if ((key == 'q' || key == kCtrlC) && abort_) abort_();
}

Task<void> TerminalCandidate::use_hands(std::string verb, std::string part) {
    Json request{{"do", verb}, {"part", part}};
    auto done = co_await at_.hands.ask(std::move(request));
    if (!done) notice(done.error().what.in(at_.lang));
}

}  // namespace banc
