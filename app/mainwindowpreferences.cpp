// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that asks for preferences and obeys them.
#include "app/mainwindow.h"
#include "app/preferencesdialog.h"
#include "app/shortcutspage.h"
#include "app/workspace.h"
#include "widgets/timeconductor/timeconductorbar.h"

namespace desk {

using namespace Qt::StringLiterals;

void MainWindow::applyShortcuts()
{
    shortcuts::apply(commands(), m_parts.settings);
}

void MainWindow::setDayOfYear(bool on)
{
    for (TimeConductorBar *bar : {m_time, m_replayTime}) {
        if (!bar)
            continue;
        QJsonObject state = bar->saveState();
        state.insert(u"dayOfYear"_s, on);
        bar->restoreState(state);
    }
}

void MainWindow::chooseLanguage(const QString &code)
{
    m_parts.language = code;
    m_parts.settings.setLanguage(code);
    m_parts.setLanguage(code);
}

void MainWindow::showPreferences()
{
    auto *page = new ShortcutsPage([this] { return commands(); }, m_parts.settings);
    auto *dialog = new PreferencesDialog({m_parts.theme, m_parts.settings, m_parts.language,
                                          m_time->saveState().value(u"dayOfYear"_s).toBool(),
                                          m_parts.dataFolder, m_parts.configFolder},
                                         page, this);
    const auto forAll = [this](const std::function<void(MainWindow &)> &what) {
        if (!m_parts.workspace)
            what(*this);
        else
            for (const auto &window : m_parts.workspace->windows())
                what(*window);
    };
    connect(page, &ShortcutsPage::changed, this,
            [forAll] { forAll([](MainWindow &window) { window.applyShortcuts(); }); });
    connect(dialog, &PreferencesDialog::dayOfYearChosen, this,
            [forAll](bool on) { forAll([on](MainWindow &window) { window.setDayOfYear(on); }); });
    connect(dialog, &PreferencesDialog::languageChosen, this, &MainWindow::chooseLanguage);
    dialog->show();
}

} // namespace desk
