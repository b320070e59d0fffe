// SPDX-License-Identifier: EUPL-1.2
#include "bench/yaml/read.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bench/core/causes.h"
#include "bench/yaml/escapes.h"
#include "bench/yaml/precheck.h"
#include "bench/yaml/tree_builder.h"

namespace banc {
namespace {

constexpr std::size_t kBytesMax = 1U << 20U;  // the longest scenario shipped is 6 KiB
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // Windows Notepad writes it

struct Saying {
    std::string_view yaml_cpp;  // start of its message (yaml-cpp/exceptions.h)
    std::string_view what_fr;
    std::string_view what_en;
    std::string_view do_fr;
    std::string_view do_en;
};
constexpr std::array kSayings{
    Saying{"end of map flow", "« { » mal fermée", "\"{\" not closed properly",
           "séparez par « , », fermez par « } »", "separate with \",\", close with \"}\""},
    Saying{"end of sequence flow", "« [ » mal fermé", "\"[\" not closed properly",
           "séparez par « , », fermez par « ] »", "separate with \",\", close with \"]\""},
    Saying{"end of ", "indentation inégale, ou clé et élément mélangés",
           "uneven indentation, or a key among list items", "alignez ce qui va ensemble",
           "align what belongs together"},
    Saying{"illegal map value", "« : » mal placé", "misplaced \":\"",
           "mettez entre guillemets un texte qui contient « : »",
           "put text that contains \":\" between quotes"},
    Saying{"illegal block entry", "« - » mal placé", "misplaced \"-\"",
           "mettez la liste sur les lignes suivantes", "put the list on the next lines"},
    Saying{"illegal flow end", "« } » ou « ] » de trop", "a \"}\" or \"]\" too many",
           "retirez-le, ou mettez le texte entre guillemets",
           "remove it, or put the text between quotes"},
    Saying{"unknown token", "caractère réservé par YAML", "character reserved by YAML",
           "mettez le texte entre guillemets", "put the text between quotes"},
    Saying{"unknown escape", "« \\ » suivi d'une lettre inconnue",
           "\"\\\" before an unknown letter",
           "doublez le « \\ », ou employez des guillemets simples",
           "double the \"\\\", or use single quotes"},
    Saying{"bad character found while scanning hex", "« \\ » suivi de chiffres illisibles",
           "\"\\\" before unreadable digits",
           "doublez le « \\ », ou employez des guillemets simples",
           "double the \"\\\", or use single quotes"},
    Saying{"unexpected character in block", "texte à côté de « | »", "text beside \"|\"",
           "passez à la ligne après « | »", "put the text on the lines after \"|\""},
    Saying{"YAML ", "directive « %YAML » d'une autre version",
           "\"%YAML\" directive of another version", "retirez cette ligne", "remove this line"},
    Saying{"the referenced anchor", "alias YAML (« * »)", "YAML alias (\"*\")",
           "écrivez la valeur en toutes lettres, ou entre guillemets",
           "write the value out, or put it between quotes"},
};

Error syntax_error(const std::string& message, Place place) {
    for (const auto& saying : kSayings)
        if (message.starts_with(saying.yaml_cpp))
            return {Errc::invalid,
                    {std::string(saying.what_fr), std::string(saying.what_en)},
                    {std::string(saying.do_fr), std::string(saying.do_en)},
                    std::move(place)};
    return {Errc::invalid, text("YAML illisible ici", "unreadable YAML: {}", message),
            text("comparez avec un fichier de la bibliothèque, ou mettez le texte entre guillemets",
                 "compare with a file of the library, or put the text between quotes"),
            std::move(place)};
}

// yaml-cpp throws; nothing leaves this function.
Node parse(std::string_view input, const std::string& file, Errors& errors) {
    TreeBuilder builder(input, file, errors);
    try {
        std::istringstream stream{std::string(input)};
        YAML::Parser parser(stream);
        // Twice at most: after a stray "}" yaml-cpp finds empty documents for ever.
        if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
        return builder.take();
    } catch (const YAML::Exception& e) {
        if (!builder.stopped()) errors.push_back(syntax_error(e.msg, builder.place(e.mark)));
    } catch (const std::exception& e) {
        errors.push_back(syntax_error(e.what(), {file, 0, 0}));
    }
    return {};
}

// What a machine finds or is sent as it is written: a no-break space there looks right, and no
// command, answer or boot message has it.
constexpr std::array<std::string_view, 6> kVerbatim{"has",  "console", "agent",
                                                    "type", "run",     "undo"};

void refuse_no_break(const Entry& entry, Errors& errors) {
    const auto at = no_break_space(entry.value.text);
    const bool verbatim = std::ranges::find(kVerbatim, entry.key) != kVerbatim.end();
    if (!verbatim || at == std::string_view::npos) return;
    errors.push_back({Errc::invalid, text("espace insécable", "no-break space"),
                      text("écrivez une espace ordinaire ; dans un motif, \\x{{A0}} la demande",
                           "write an ordinary space; in a pattern, \\x{{A0}} asks for it"),
                      entry.value.at(at)});
}

// A candidate's hands also press Ctrl-C: `keys: "\x03"`. True: something was refused.
bool refuse_hidden(const Node& node, Errors& errors) {
    const auto before = errors.size();
    if (const auto found = bad_escape(node.raw)) {
        auto place = node.place;
        place.column += static_cast<int>(characters(node.raw.substr(0, found->at)));
        errors.push_back({Errc::invalid, found->what, found->remedy, std::move(place)});
    }
    for (const auto& item : node.items) refuse_hidden(item, errors);
    for (const auto& entry : node.entries) {
        if (entry.key != "keys") refuse_hidden(entry.value, errors);
        refuse_no_break(entry, errors);
    }
    return errors.size() > before;
}

}  // namespace

Document read_yaml(std::string_view input, const std::string& file, Rules rules) {
    Document document;
    if (input.starts_with(kByteOrderMark)) input.remove_prefix(kByteOrderMark.size());
    if (input.size() > kBytesMax) {
        document.errors.push_back({Errc::invalid,
                                   text("fichier de plus de 1 Mio", "file over 1 MiB"),
                                   text("est-ce le bon fichier ?", "is it the right file?"),
                                   {file, 0, 0}});
        return document;
    }
    document.errors = precheck(input, file, rules);
    if (!document.errors.empty()) return document;
    document.root = parse(input, file, document.errors);
    if (rules == Rules::today && refuse_hidden(document.root, document.errors)) document.root = {};
    return document;
}

Result<std::string> read_text_file(const std::string& path) {
    const Text look =
        text("vérifiez le chemin et les droits", "check the path and the permissions");
    const auto unread = [&](const Text& cause, const Text& remedy) {
        return tl::unexpected(
            Error{Errc::invalid,
                  {"fichier illisible : " + cause.fr, "unreadable file: " + cause.en},
                  remedy,
                  {path, 0, 0}});
    };
    namespace fs = std::filesystem;
    std::error_code wrong;
    const auto kind = fs::status(path, wrong).type();  // of a FIFO nobody may ever write the end
    if (kind == fs::file_type::directory) return unread(cause_of(EISDIR), look);
    if (fs::exists(fs::file_status(kind)) && kind != fs::file_type::regular)
        return unread(text("ce n'est pas un fichier ordinaire", "it is no regular file"),
                      text("copiez d'abord ce qu'il donne dans un fichier",
                           "first copy what it gives to a file"));
    std::ifstream in(path, std::ios::binary);
    std::string content(kBytesMax + 1, '\0');
    if (in) in.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!in && !in.eof()) return unread(cause_of(errno), look);
    content.resize(static_cast<std::size_t>(in.gcount()));
    return content;
}

}  // namespace banc
