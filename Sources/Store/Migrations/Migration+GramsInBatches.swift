// Migration 14: what people are found by is sorted into its index some hundreds of rows at a time.

extension Migration {
    /// A row has some twenty grams, and the index would be entered anew for each of them. Rows wait in a list instead that
    /// every search reads too, and go in together. The limit, in kB, keeps that list at about five hundred rows.
    static let gramsInBatches = """
        ALTER INDEX expo.search_grams SET (fastupdate = on, gin_pending_list_limit = 256);
        """
}
