// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/linktrial.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QToolButton;

namespace desk {

class Theme;

// What comes in, and how it is read: the newest bytes, decoders that fit with their likelihood, and what the
// chosen one makes of them. GUI thread.
class DecoderPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DecoderPage)

public:
    struct Choice
    {
        DecoderDefinition decoder;
        QString name;
        QString reason;
        std::optional<double> confidence; // 0 to 1; nothing = it is only offered
    };
    using Suggest = std::function<std::vector<Choice>(const LinkTrial::Sample &)>;

    DecoderPage(Suggest suggest, const Theme &theme, QWidget *parent = nullptr);

    // Null = nothing is tried. It outlives what is shown of it.
    void setTrial(LinkTrial *trial);
    // Looks at what came; some times a second.
    void refresh();
    [[nodiscard]] const std::vector<Choice> &choices() const { return m_choices; }
    void choose(int row);
    // What is chosen, or written by hand; an error says where in the definition.
    [[nodiscard]] Result<DecoderDefinition> decoder() const;
    void setDecoder(const DecoderDefinition &decoder); // of a file
    void settle() { m_isChosen = true; }               // suggestions change it no more
    [[nodiscard]] bool hasRecords() const { return m_records; }
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void suggest();
    void showChoices();
    void apply();
    void showState(const LinkTrial::Look &look);

    const Suggest m_suggest;
    const Theme &m_theme;
    LinkTrial *m_trial = nullptr;
    std::vector<Choice> m_choices;
    bool m_isChosen = false; // by the operator: suggestions change it no more
    bool m_records = false;
    std::uint64_t m_suggestedAt = 0; // bytes that had come
    QLabel *m_state = nullptr;
    QPlainTextEdit *m_bytes = nullptr;
    QListWidget *m_list = nullptr;
    QToolButton *m_byHand = nullptr;
    QPlainTextEdit *m_definition = nullptr;
    QLabel *m_outcome = nullptr;
};

} // namespace desk
