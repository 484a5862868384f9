/** The door at which agencies post and fetch with nothing but files. */
package org.kivuko.connector.files.door;
