/** What invites to a parcours, only where a page has one: a file of its own of the embedder's bundle. */
import './invitation/define.js'
