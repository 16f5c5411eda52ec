// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "widgets/ingest/sampletrace.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace desk {

class Theme;

// "Why is my value not on the chart?": names a node and a metric and goes through the stages of its way. GUI
// thread.
class TracePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TracePage)

public:
    // Asked for each time; the context must be good for the call.
    using Tracer = std::function<std::vector<TraceStep>(const TraceQuestion &)>;

    TracePage(Tracer tracer, const Theme &theme, QWidget *parent = nullptr);

    void ask(const QString &node, const QString &metric);
    // Again, with what has come since.
    void refresh();
    [[nodiscard]] const std::vector<TraceStep> &steps() const { return m_steps; }
    void retranslate();

private:
    struct Line
    {
        QLabel *mark = nullptr;
        QLabel *stage = nullptr;
        QLabel *sentence = nullptr;
    };
    void applyTheme();
    void showSteps();

    const Tracer m_tracer;
    const Theme &m_theme;
    QLabel *m_question = nullptr;
    QLineEdit *m_node = nullptr;
    QLineEdit *m_metric = nullptr;
    QGridLayout *m_grid = nullptr;
    std::vector<Line> m_lines;
    std::vector<TraceStep> m_steps;
};

} // namespace desk
